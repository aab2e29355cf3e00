# run_ctest BUILD REPORTS CTEST-OPTION…: runs ctest and closes with one line "N passed, N failed, N skipped", counting single
# GoogleTest cases where an executable reports them. Sourced by script/test and script/sanitizer.sh.
run_ctest() {
  local build=$1 reports=$2
  shift 2
  rm -rf "$reports"
  mkdir -p "$reports"
  GTEST_OUTPUT="xml:$root/$reports/" ctest --test-dir "$build" --output-on-failure --no-tests=ignore \
    --output-junit "$root/$reports/ctest.junit" "$@" || true
  [[ -f $reports/ctest.junit ]] || { echo "0 passed, 1 failed, 0 skipped"; return 1; }
  count_reports "$reports"
}

# An executable that failed without a failing case (it crashed, hung, or leaked) counts as one failure.
count_reports() {
  local reports=$1 name status xml cases bad skip passed=0 failed=0 skipped=0
  while read -r name status; do
    xml=$reports/$name.xml
    cases=0 bad=0 skip=0
    if [[ -f $xml ]]; then
      cases=$(grep -c '<testcase ' "$xml" || true)
      skip=$(grep -c 'result="skipped"' "$xml" || true)
      bad=$(sed -n 's/^<testsuites .* failures="\([0-9]*\)".*/\1/p' "$xml")
      grep 'result="skipped"' "$xml" | sed -E "s/.* name=\"([^\"]*)\".* classname=\"([^\"]*)\".*/   skipped: $name \2.\1/" || true
    elif [[ $status == run ]]; then
      cases=1
    elif [[ $status == notrun || $status == disabled ]]; then
      cases=1 skip=1
    fi
    if [[ $status == fail && $bad -eq 0 ]]; then
      bad=1
      cases=$((cases + 1))
    fi
    failed=$((failed + bad)) skipped=$((skipped + skip)) passed=$((passed + cases - bad - skip))
  done < <(sed -n 's/.*<testcase name="\([^"]*\)".* status="\([a-z]*\)".*/\1 \2/p' "$reports/ctest.junit")
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0))
}
