# run_sanitized PRESET SUITE…: configures the preset, builds the suites that exist and runs them. Sourced by script/asan, script/tsan.
source script/ctest.sh

run_sanitized() {
  local preset=$1 folder=build-$1 suites=() targets=() suite
  shift
  say "$preset: configure and build $*"
  cmake --preset "$preset" -Wno-dev | grep -E 'CMake (Warning|Error)|written to' || true
  for suite in "$@"; do
    if ninja -C "$folder" -t query "suite_$suite" >/dev/null 2>&1; then
      suites+=("$suite")
      targets+=("suite_$suite")
    else
      note "there is no suite $suite"
    fi
  done
  ((${#suites[@]})) || die "none of the suites exists"
  cmake --build "$folder" --target "${targets[@]}" -j "$(jobs)"
  say "$preset: run"
  # Instrumented frames are several times as large; the limits on nesting are measured for plain ones on 8 MiB.
  ulimit -s 65536 2>/dev/null || note "the stack could not be made larger; deep nesting may overflow under the sanitizer"
  run_ctest "$folder" "$folder/reports" -j "$(jobs)" -L "^($(IFS='|'; echo "${suites[*]}"))$"
}
