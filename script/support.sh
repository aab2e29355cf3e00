# Shared by the scripts beside it; sourced, never run. Every script starts in the root of the repository.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export LC_ALL=C.UTF-8
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' red='' plain=''
fi

say() { printf '%s== %s%s\n' "$bold" "$*" "$plain"; }
note() { printf '   %s\n' "$*"; }
die() {
  printf '%s%s: %s%s\n' "$red" "${0##*/}" "$*" "$plain" >&2
  exit 1
}

# The comment block under the first line of a script is its help.
show_help() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

unknown_option() {
  printf '%s: unknown argument %s\n\n' "${0##*/}" "$1" >&2
  show_help >&2
  exit 2
}

# How many compilers at once: one a core, but each may need 1 GiB (Boost.Beast).
jobs() {
  local cores gib
  cores=$(nproc)
  gib=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
  ((gib < 1)) && gib=1
  echo $((cores < gib ? cores : gib))
}

# Whether node in PATH is at least 20.19 (what Vite asks for) and npm is there.
node_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

node_folder=build/tools/node

# Puts the Node that script/bootstrap installed first in PATH where the machine's own is too old.
use_node() {
  node_new_enough && return
  # npm links its own commands into .bin, but not a package's binary that is called node.
  PATH="$(echo "$root/$node_folder"/node_modules/node-linux-*/bin):$root/$node_folder/node_modules/.bin:$PATH"
  node_new_enough || die "no Node 20.19 or newer: run script/bootstrap"
}

# npm_install FOLDER: the exact packages of its lock file; again only after the lock file changed. No install script runs.
npm_install() {
  local folder=$1 stamp=$1/node_modules/.installed-lock
  cmp -s "$folder/package-lock.json" "$stamp" && return
  npm --prefix "$folder" ci --ignore-scripts --no-audit --no-fund
  cp "$folder/package-lock.json" "$stamp"
}

# The C++ files of the project, one a line; what git ignores is left out.
cpp_files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard -- '*.h' '*.cpp' | while read -r file; do
      [[ -f $file ]] && echo "$file"
    done
  else
    find engine adapters web-console/server tests \( -name '*.h' -o -name '*.cpp' \) -not -path '*/node_modules/*' | sort
  fi
}
