# shellcheck shell=bash disable=SC2154 # $cache is from lib.sh
# Debian packages: says what is missing, installs it where it may.

# Where the recipe is tried. Elsewhere it may work: the packages have the same names,
# but a newer wasi-libc is another libc.
tried_release=12

# missing_packages NAME...
missing_packages() {
    local name installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    for name; do
        grep -qxF "installed $name" <<<"$installed" || printf '%s\n' "$name"
    done
}

# The command to put before apt-get: nothing for root, sudo where it asks no password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() { command -v apt-get >/dev/null && as_root true 2>/dev/null; }

# Said once for each build.
warn_of_release() {
    local release=unknown
    [ ! -r /etc/debian_version ] || release=$(cat /etc/debian_version)
    case $release in
    "$tried_release" | "$tried_release".*) ;;
    *) say "Note: the recipe is tried on Debian $tried_release; this is [$release]. Other versions of clang-19 and wasi-libc can give other bytes, or fail." ;;
    esac
}

# need_packages PURPOSE NAME...: returns when all are installed.
need_packages() {
    local purpose=$1
    local -a missing
    shift
    command -v dpkg-query >/dev/null ||
        die "[$purpose] is built on Debian $tried_release, with the packages: $*" \
            'This system has no dpkg. Run it in a container of that release.'
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    may_install || die "[$purpose] needs these Debian packages, and this user may not install them: ${missing[*]}" \
        "Run as root: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    mkdir -p "$cache/logs"
    log=$cache/logs/packages.log
    : >"$log"
    stage "Installing Debian packages: ${missing[*]}" install_packages "${missing[@]}"
}

install_packages() {
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 \
        install -qy --no-install-recommends "$@"
}
