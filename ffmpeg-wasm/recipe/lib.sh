# shellcheck shell=bash
# What the scripts of the recipe share: the cache, messages, stages with a log,
# and results that appear whole or not at all.

recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Functions that are called as $(...) end at their first error too.
shopt -s inherit_errexit

# The same bytes whatever the user's language.
export LC_ALL=C.UTF-8

say() { printf '[%4d s] %s\n' "$SECONDS" "$*" >&2; }

# die LINE...: the last words, and status 1.
die() {
    printf '%s\n' "$@" >&2
    exit 1
}

cache_folder() {
    local folder=${FFUNIT_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME or FFUNIT_CACHE}/.cache}/ffunit}
    # configure and make take no such path
    [[ $folder != *[[:space:]]* ]] || die "The cache folder must have no white space in its name: [$folder]. Set FFUNIT_CACHE."
    mkdir -p "$folder" && cd "$folder" && pwd
}
cache=$(cache_folder)
readonly cache

# stage TITLE COMMAND...: one line for people, everything else into $log.
# The command is a function that runs with `set -e` in a shell of its own.
stage() {
    local title=$1 status
    shift
    say "$title"
    printf '\n== %s\n' "$title" >>"$log"
    set +e
    (set -e && "$@") >>"$log" 2>&1 </dev/null
    status=$?
    set -e
    [ "$status" -eq 0 ] || {
        tail -n 30 "$log" >&2
        die "Failed: $title (status $status). The last lines of the log are above, all of it is in [$log]."
    }
}

# heartbeat TITLE UNIT PATTERN: says every 30 s how many log lines match; stop_heartbeat ends it.
heartbeat() {
    local title=$1 unit=$2 pattern=$3
    (
        while sleep 30 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
            say "$title: $(grep -c -- "$pattern" "$log") $unit so far"
        done
    ) 9>&- &
    heartbeat_pid=$!
}
stop_heartbeat() {
    [ -z "${heartbeat_pid:-}" ] || kill "$heartbeat_pid" 2>/dev/null || true
    heartbeat_pid=
}

# cached_build KIND KEY BUILD: sets $result to $cache/KIND/KEY. If that does not exist, BUILD
# makes it: a function that is given an empty work folder and leaves the result in its out/.
# The result is moved into place at the end, under a lock that parallel builds wait for.
cached_build() {
    local kind=$1 key=$2 build=$3
    result=$cache/$kind/$key
    if [ ! -d "$result" ]; then
        mkdir -p "$cache/$kind" "$cache/logs"
        exec 9>"$cache/$kind/.$key.lock"
        flock --nonblock 9 || {
            say "Another process builds the same $kind; waiting for it"
            flock 9
        }
        [ -d "$result" ] || build_locked "$kind" "$key" "$build"
        exec 9>&-
    fi
}

# publish LINK: prints the result of cached_build, and points LINK to it unless that is empty.
publish() {
    if [ -n "$1" ]; then
        mkdir -p "$(dirname "$1")"
        ln -sfn "$result" "$1"
    fi
    printf '%s\n' "$result"
}

build_locked() {
    local kind=$1 key=$2 build=$3
    log=$cache/logs/$kind-$key.log
    : >"$log"
    warn_of_release
    # Whoever holds the lock may clear away what a killed build left; of other builds, what is a day old.
    rm -rf "$cache/$kind/.$key.work."*
    find "$cache/$kind" -maxdepth 1 -name '.*.work.*' -mmin +1440 -exec rm -rf {} +
    work=$(mktemp -d "$cache/$kind/.$key.work.XXXXXX")
    trap 'stop_heartbeat; rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    "$build" "$work"
    chmod -R u=rwX,go=rX "$work/out"
    mv -T "$work/out" "$result"
    rm -rf "$work"
    trap - EXIT INT TERM HUP
    say "Done: [$result]"
}

# hash_of FILE...: one sum over the names and the contents of the recipe's files.
hash_of() { (cd "$recipe" && sha256sum -- "$@" | sha256sum | cut -c 1-64); }
