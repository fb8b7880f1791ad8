# Sourced by ./run and ./test: says what is done and how long it takes, installs packages, builds. Bash.
# The caller stands in the top folder of the tree.

mkdir -p build/log

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# quietly LABEL COMMAND…: output goes to build/log/, shown only when the command fails; the terminal sees the seconds.
quietly() {
  local label=$1 log started=$SECONDS status=0
  shift
  log=build/log/$(tr -cs 'a-zA-Z0-9\n' - <<<"$label").log
  printf '→ %s ' "$label …"
  if [ -t 1 ]; then
    "$@" >"$log" 2>&1 </dev/null & local job=$!
    while kill -0 $job 2>/dev/null; do
      printf '\r→ %s … %d s ' "$label" $((SECONDS - started))
      sleep 1
    done
    wait $job || status=$?
    printf '\r→ %s … %d s ' "$label" $((SECONDS - started))
  else
    "$@" >"$log" 2>&1 </dev/null || status=$?
    printf '%d s' $((SECONDS - started))
  fi
  say ""
  if [ $status -ne 0 ]; then
    tail -n 60 "$log" >&2
    fail "Failed: $label. The whole output is in $log"
  fi
}

# aloud LABEL COMMAND…: the command's own output is the progress.
aloud() {
  local label=$1 started=$SECONDS
  shift
  say "→ $label …"
  "$@" </dev/null || fail "Failed: $label"
  say "  done in $((SECONDS - started)) s"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Some packages bring a service (a database, proxies); tests start their own, so none is started now (policy-rc.d, which
# invoke-rc.d(8) asks).
install_quietly='
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf "#!/bin/sh\nexit 101\n" >$policy && chmod 755 $policy
  fi
  apt-get install -y -q --no-install-recommends "$@"'

# need_packages GROUP…: installs the Debian packages of these groups (tools/packages.txt) that are missing.
need_packages() {
  local group package command missing=()
  while IFS=$'| \t' read -r group package command _; do
    [[ " $* " == *" $group "* ]] || continue
    [ "$command" != - ] && command -v "$command" >/dev/null && continue
    installed "$package" || missing+=("$package")
  done < <(grep -v '^#' tools/packages.txt)
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "Missing: ${missing[*]}. This script installs packages on Debian 12 only."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "Run as root, or install sudo: missing ${missing[*]}"
  say "Debian packages to install: ${missing[*]}"
  [ "$(id -u)" = 0 ] || sudo -v
  quietly "Reading the package lists" as_root apt-get update -q
  quietly "Installing ${#missing[@]} packages" \
    as_root env DEBIAN_FRONTEND=noninteractive bash -c "$install_quietly" install "${missing[@]}"
}

# digest PATH…: one name for the contents of files and folders.
digest() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1; }

# need_modules FOLDER: npm ci, unless the installed modules are those of the lock file.
need_modules() {
  local stamp=$1/node_modules/.installed wanted
  wanted="$(node --version) $(digest "$1/package-lock.json")"
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  quietly "Fetching the modules of $1/" npm ci --prefix "$1" --no-audit --no-fund
  printf '%s' "$wanted" >"$stamp"
}

web_sources() {
  find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum src/room/room.schema.json | sha256sum
}

# need_web: web/dist, built from what web/ and the room's schema hold now. The build itself writes into web/ (types from
# the schema), so what it was built from is noted afterwards.
need_web() {
  local stamp=build/web.stamp
  need_modules web
  [ -d web/dist ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(web_sources)" ] && return
  quietly "Building the web pages" npm run --prefix web build
  web_sources >"$stamp"
}

# need_build PRESET [TARGET…]: configures once, then builds what changed.
need_build() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] || quietly "Configuring the $preset build" cmake --preset "$preset"
  NINJA_STATUS='[%f/%t, %e s] ' aloud "Building ($preset)" cmake --build "build/$preset" ${1+--target "$@"}
}
