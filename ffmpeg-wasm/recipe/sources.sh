# shellcheck shell=bash disable=SC2154 # $cache is from lib.sh
# The source archives: found or fetched, and always checked against their pins.

# unpack_source NAME FOLDER: unpacks the archive NAME of pins.sh into FOLDER.
unpack_source() {
    local archive
    archive=$(find_source "$1")
    tar -C "$2" -xf "$archive"
}

# find_source NAME: prints where the archive is. Looked for in this order: the folder
# FFUNIT_SOURCES, the cache, Debian's mirror, upstream (for a pinned commit: its repository).
find_source() {
    local file=$1_archive sha256=$1_sha256
    file=${!file} sha256=${!sha256}
    if [ -n "${FFUNIT_SOURCES:-}" ] && [ -f "$FFUNIT_SOURCES/$file" ]; then
        is_pinned "$FFUNIT_SOURCES/$file" "$sha256" ||
            die "[$FFUNIT_SOURCES/$file] is not the pinned archive: its sha256 must be $sha256."
        printf '%s\n' "$FFUNIT_SOURCES/$file"
        return
    fi
    local kept=$cache/sources/$file git=$1_git
    if [ -n "${!git:-}" ]; then
        archive_commit "$1"
        return
    fi
    if ! [ -f "$kept" ] || ! is_pinned "$kept" "$sha256"; then
        fetch_source "$1" "$kept"
    fi
    printf '%s\n' "$kept"
}

is_pinned() { printf '%s  %s\n' "$2" "$1" | sha256sum --check --strict --status; }

# fetch_source NAME TARGET
fetch_source() {
    local file=$1_archive sha256=$1_sha256 debian=$1_debian upstream=$1_upstream
    file=${!file} sha256=${!sha256} debian=${!debian} upstream=${!upstream}
    local address part
    mkdir -p "$(dirname "$2")"
    part=$(mktemp "$2.XXXXXX")
    local mirror
    mirror=$(debian_mirror)
    for address in ${mirror:+"$mirror/$debian/$file"} $upstream; do
        printf 'fetching %s\n' "$address" >&2
        if download "$address" "$part" && is_pinned "$part" "$sha256"; then
            chmod a+r "$part"
            mv "$part" "$2"
            return
        fi
    done
    rm -f "$part"
    die "Cannot fetch [$file] (sha256 $sha256), neither from Debian nor from upstream." \
        'Put the file into a folder and set FFUNIT_SOURCES to that folder.'
}

# archive_commit NAME: prints where the tar of NAME's pinned commit is; git makes it if need be.
# The sum is that of the tar, since compressors differ.
archive_commit() {
    local url=$1_git commit=$1_commit sha256=$1_tar_sha256 folder=$1_folder clone
    url=${!url} commit=${!commit} sha256=${!sha256} folder=${!folder}
    local kept=$cache/sources/$folder.tar
    if ! [ -f "$kept" ] || ! is_pinned "$kept" "$sha256"; then
        need_packages "fetching [$1]" git ca-certificates
        mkdir -p "$cache/sources"
        clone=$(mktemp -d "$cache/sources/$1.XXXXXX")
        if ! make_archive "$url" "$commit" "$folder/" "$clone" "$clone.tar" || ! is_pinned "$clone.tar" "$sha256"; then
            rm -rf "$clone" "$clone.tar"
            die "Cannot fetch commit $commit of [$url] (tar with sha256 $sha256)." \
                "Put [${folder}.tar.xz] into a folder and set FFUNIT_SOURCES to that folder."
        fi
        mv "$clone.tar" "$kept"
        rm -rf "$clone"
    fi
    printf '%s\n' "$kept"
}

# make_archive URL COMMIT PREFIX CLONE TAR
make_archive() {
    git init --quiet --bare "$4" &&
        git -C "$4" fetch --quiet --depth 1 "$1" "$2" &&
        git -C "$4" archive --prefix="$3" --output="$5" "$2"
}

# The mirror this machine already uses; a source package's archive stays in its pool
# for as long as any release has that version. Empty where apt knows no mirror.
debian_mirror() {
    local mirror
    # shellcheck disable=SC2016 # apt's own variables
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk '$1 == "Debian" && $2 !~ /security/ { print $2; exit }')
    printf '%s\n' "${mirror%/}"
}

# apt's downloader comes with every Debian and knows its proxies; curl serves the rest.
download() {
    local apt_helper=/usr/lib/apt/apt-helper
    if [ -x "$apt_helper" ] && "$apt_helper" download-file "$1" "$2" >&2; then
        return 0
    fi
    command -v curl >/dev/null && curl --fail --location --silent --show-error --retry 3 --output "$2" "$1"
}
