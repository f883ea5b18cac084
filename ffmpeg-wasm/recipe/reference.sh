#!/bin/bash
# Builds a native FFmpeg from the very archives of the engine, with the same libraries,
# and prints the folder that holds ffmpeg and ffprobe, and FFmpeg's own schema of what
# ffprobe prints. Only for comparisons: what differs between the two is then never a version.
#
#   reference.sh [--built]
#
#   --built  builds nothing: prints the folder if there is one already
set -euo pipefail

. "$(dirname "$0")/lib.sh"
. "$recipe/pins.sh"
. "$recipe/packages.sh"
. "$recipe/sources.sh"

only_built=
case ${1:-} in
'') ;;
--built) only_built=1 ;;
*) die "reference.sh: unknown option [$1]; there is --built." ;;
esac

# Without an assembler both would quietly build slow C code, so nasm is a must.
packages=("clang-$llvm" "llvm-$llvm" libc6-dev nasm make pkg-config xz-utils util-linux)

reference_key() {
    { uname -m && hash_of reference.sh pins.sh && dpkg-query -W -f '${Package}=${Version}\n' "${packages[@]}"; } |
        sha256sum | cut -c 1-16
}

build_reference() {
    root=$1
    prefix=$root/prefix
    say "Building the native reference: some minutes. Log: [$log]"
    mkdir -p "$root"/{src,out,x264,ffmpeg} "$prefix"/{lib,include}
    stage 'Sources' unpack_sources
    stage 'zlib' build_zlib
    stage 'x264' build_x264
    stage 'FFmpeg: configure' configure_ffmpeg
    heartbeat 'FFmpeg: compile' 'files compiled' '^\(CC\|X86ASM\)	'
    stage 'FFmpeg: compile' build_ffmpeg
    stop_heartbeat
}

unpack_sources() {
    local name
    for name in ffmpeg zlib x264; do
        unpack_source "$name" "$root/src"
    done
}

build_zlib() {
    cd "$root/src/$zlib_folder"
    CC=clang-$llvm ./configure --static --prefix="$prefix"
    make -j"$(nproc)" libz.a
    cp libz.a "$prefix/lib/"
    cp zlib.h zconf.h "$prefix/include/"
}

build_x264() {
    cd "$root/x264"
    CC=clang-$llvm "$root/src/$x264_folder/configure" --prefix="$prefix" --enable-static --disable-cli --disable-opencl
    # as in the engine
    sed -i 's/ -ffast-math//' config.mak
    make -j"$(nproc)" install-lib-static
}

configure_ffmpeg() {
    cd "$root/ffmpeg"
    PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig "$root/src/$ffmpeg_folder/configure" \
        --cc="clang-$llvm" --pkg-config=pkg-config --pkg-config-flags=--static \
        --extra-cflags="-I$prefix/include" --extra-ldflags="-static -L$prefix/lib" \
        --disable-debug --disable-autodetect --disable-network --disable-protocol=shared \
        --disable-ffplay --disable-doc \
        --enable-pthreads --enable-zlib --enable-gpl --enable-libx264
}

build_ffmpeg() {
    cd "$root/ffmpeg"
    make -j"$(nproc)" ffmpeg ffprobe
    cp ffmpeg ffprobe "$root/src/$ffmpeg_folder/doc/ffprobe.xsd" "$root/out/"
}

if [ -n "$only_built" ]; then
    # Without the packages there was no build, and there is no key.
    [ -z "$(missing_packages "${packages[@]}")" ] || exit 0
    folder=$cache/reference/$(reference_key)
    [ ! -d "$folder" ] || printf '%s\n' "$folder"
    exit 0
fi
need_packages 'the native reference' "${packages[@]}"
cached_build reference "$(reference_key)" build_reference
