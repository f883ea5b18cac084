#!/bin/bash
# Builds the engine, ffmpeg and ffprobe as one WebAssembly module, and prints the folder
# that holds it. Built once for each recipe, set of sources and toolchain; afterwards
# this takes a moment.
#
#   engine.sh [--lgpl] [--simd] [--link PATH]
#
#   --lgpl       without libx264 and FFmpeg's GPL parts
#   --simd       with wasm's 128-bit vectors, for the native engine: it computes the same,
#                faster. Functions stay as large as the compiler makes them, and the
#                kernels of simd/ replace some of them.
#   --link PATH  also makes PATH a symbolic link to the folder
#
# The folder holds ffmpeg.wasm, coop_test.wasm (the guest threads' own test), with --simd
# kernel_test.wasm, engine.properties (what it was built from) and LICENSE.
set -euo pipefail

. "$(dirname "$0")/lib.sh"
. "$recipe/pins.sh"
. "$recipe/toolchain/pins.sh"
. "$recipe/packages.sh"
. "$recipe/sources.sh"

variant=gpl
simd=
link=
while [ $# -gt 0 ]; do
    case $1 in
    --lgpl) variant=lgpl ;;
    --simd) simd=1 ;;
    --link) link=${2:?--link needs a path} && shift ;;
    *) die "engine.sh: unknown option [$1]; there are --lgpl, --simd and --link PATH." ;;
    esac
    shift
done

# These decide the bytes, so their versions are part of the key.
toolchain_packages=("clang-$llvm" "lld-$llvm" "llvm-$llvm" "libclang-rt-$llvm-dev-wasm32" wasi-libc)
# These only have to be there. FFmpeg's configure runs a compiler for the host too.
tool_packages=(libc6-dev make pkg-config xz-utils util-linux)

# The compiler command that x264 and FFmpeg see, and the one below it, for plain WASI.
cc=wasi-coop-clang
wasi_cc=wasi-clang

# How a test program becomes a module that the host can run.
test_module=(-mexec-model=reactor '-Wl,--stack-first' '-Wl,--export=__stack_pointer' '-Wl,--export=coop_main'
    '-Wl,--export=coop_start' '-Wl,--strip-debug')

toolchain_versions() { dpkg-query -W -f '${Package}=${Version}\n' "${toolchain_packages[@]}"; }

engine_key() {
    local files
    # Functions are split for the JVM's sake, and replaced where there are vectors.
    mapfile -t files < <(cd "$recipe" && printf '%s\n' engine.sh pins.sh sysroot/* &&
        if [ -n "$simd" ]; then printf '%s\n' simd/*.* simd/test/*; else printf '%s\n' toolchain/*; fi)
    { printf '%s\n' "$variant${simd:+ simd}" && hash_of "${files[@]}" && toolchain_versions; } | sha256sum | cut -c 1-16
}

build_engine() {
    root=$1
    # The build works with a copy: who edits the recipe meanwhile does not change it.
    cp -r "$recipe"/{sysroot,toolchain} ${simd:+"$recipe/simd"} "$root/"
    sysroot=$root/sysroot
    prefix=$root/prefix # libcoop.a, libz.a, libx264.a and their headers
    export PATH=$root/bin:$PATH
    say "Building the engine: several minutes. Log: [$log]"
    mkdir -p "$root"/{bin,src,out,coop,zlib,x264,ffmpeg} "$prefix"/{lib,include}
    stage 'Sources' unpack_sources
    stage 'Toolchain and guest threads' make_toolchain
    ! splits_printf || stage 'printf' build_printf
    stage 'zlib' build_zlib
    [ "$variant" = lgpl ] || stage 'x264' build_x264
    stage 'FFmpeg: configure' configure_ffmpeg
    [ -z "$simd" ] || stage 'Kernels' build_kernels
    heartbeat 'FFmpeg: compile' 'files compiled' '^CC	'
    stage 'FFmpeg: compile' build_ffmpeg
    stop_heartbeat
    stage 'Thread test' build_coop_test
    [ -z "$simd" ] || stage 'Kernel test' build_kernel_test
    stage 'Description' describe
}

unpack_sources() {
    local name
    for name in ffmpeg zlib $([ "$variant" = lgpl ] || echo x264) $(! splits_printf || echo wasi_libc); do
        unpack_source "$name" "$root/src"
    done
}

# A compiler that knows everything special about the target. FFmpeg records its
# configure options in the binary; this way they name no directory of this build, and
# with --simd they are the same, as is all that the programs print.
make_toolchain() {
    local unsplit=$cc
    if [ -z "$simd" ]; then
        unsplit=$cc-unsplit
        cat >"$root/bin/$cc" <<SCRIPT
#!/bin/sh
REAL_CC='$root/bin/$unsplit' exec '$root/toolchain/split-cc' "\$@"
SCRIPT
    fi
    cat >"$root/bin/$wasi_cc" <<SCRIPT
#!/bin/sh
exec clang-$llvm --target=wasm32-wasi --sysroot=/usr -Wno-unused-command-line-argument \\
    -ffile-prefix-map='$root/'= \\
    -mbulk-memory -mnontrapping-fptoint ${simd:+-msimd128} \\
    "\$@"
SCRIPT
    cat >"$root/bin/$unsplit" <<SCRIPT
#!/bin/sh
exec '$root/bin/$wasi_cc' \\
    -I'$sysroot' -include compat.h -isystem '$prefix/include' \\
    -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS \\
    -D_WASI_EMULATED_MMAN -D_WASI_EMULATED_GETPID \\
    -L'$prefix/lib' -Wl,--wrap=close -Wl,--wrap=__wasi_poll_oneoff -Wl,--wrap=__wasi_sched_yield \\
    "\$@" ${simd:+-O3} \\
    -lcoop -lwasi-emulated-signal -lwasi-emulated-process-clocks \\
    -lwasi-emulated-mman -lwasi-emulated-getpid
SCRIPT
    chmod +x "$root"/bin/*

    local unit
    for unit in coop compat errno; do
        "$cc" -std=gnu17 -O2 -Wall -Wextra -Werror -c "$sysroot/$unit.c" -o "$root/coop/$unit.o"
    done
    "llvm-ar-$llvm" rcsD "$prefix/lib/libcoop.a" "$root"/coop/*.o
}

# The C library formats all text in one function, which is too large for HotSpot to compile
# and takes a quarter of an ffprobe's time when interpreted. It is compiled again, as the
# library's own build does it, and so split. Where another version of the library is
# installed than the pinned one, it stays as it is.
splits_printf() {
    [ -z "$simd" ] && [[ $(dpkg-query -W -f '${Version}' wasi-libc) = "$wasi_libc_version"-* ]]
}

build_printf() {
    local libc=$root/src/$wasi_libc_folder/libc-top-half
    REAL_CC=$wasi_cc "$root/toolchain/split-cc" -std=gnu17 -O2 -DNDEBUG -fno-trapping-math -w \
        -D__wasilibc_printscan_no_long_double -D__wasilibc_printscan_full_support_option='"not available"' \
        "-I$libc"/musl/src/{include,internal} "-I$libc"/musl/arch/{wasm32,generic} "-I$libc/headers/private" \
        -c "$libc/musl/src/stdio/vfprintf.c" -o "$root/coop/vfprintf.o"
    "llvm-ar-$llvm" rcsD "$prefix/lib/libcoop.a" "$root/coop/vfprintf.o" # found before the C library's
}

# Without it FFmpeg has no PNG, among others.
build_zlib() {
    local unit
    for unit in adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil; do
        "$cc" -O2 -c "$root/src/$zlib_folder/$unit.c" -o "$root/zlib/$unit.o"
    done
    "llvm-ar-$llvm" rcsD "$prefix/lib/libz.a" "$root"/zlib/*.o
    cp "$root/src/$zlib_folder"/{zlib,zconf}.h "$prefix/include/"
}

build_x264() {
    # The configure script knows no WASI; any unknown CPU is fine with it.
    sed -i '0,/^    \*haiku\*)$/s//    *wasi*)\n        SYS="WASI"\n        libm="-lm"\n        ;;\n&/' \
        "$root/src/$x264_folder/configure"
    cd "$root/x264"
    CC=$cc AR=llvm-ar-$llvm RANLIB=llvm-ranlib-$llvm STRIP=llvm-strip-$llvm \
        "$root/src/$x264_folder/configure" --host=wasm32-unknown-wasi --prefix="$prefix" \
        --enable-static --disable-cli --disable-asm --disable-opencl
    # With it every engine and every compiler could round floats in another way.
    sed -i 's/ -ffast-math//' config.mak
    [ -z "$simd" ] || sed -i 's/ -fno-tree-vectorize//' config.mak
    make -j"$(nproc)" install-lib-static
}

configure_ffmpeg() {
    local -a licensed=()
    [ "$variant" = lgpl ] || licensed=(--enable-gpl --enable-libx264)
    cd "$root/ffmpeg"
    # WASI is a cross build without a --target-os of its own. The protocol "shared" wants flock and mmap.
    PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig "$root/src/$ffmpeg_folder/configure" \
        --enable-cross-compile --arch=wasm32 --target-os=none \
        --cc="$cc" --ld="$cc" --host-cc="clang-$llvm" \
        --ar="llvm-ar-$llvm" --nm="llvm-nm-$llvm" --ranlib="llvm-ranlib-$llvm" --strip="llvm-strip-$llvm" \
        --pkg-config=pkg-config --pkg-config-flags=--static \
        --optflags=-O2 --disable-debug --disable-stripping \
        --disable-asm --disable-runtime-cpudetect \
        --disable-autodetect --disable-network --disable-protocol=shared \
        --disable-ffplay --disable-doc \
        --enable-pthreads --enable-zlib "${licensed[@]}"
}

# Functions written with vectors, for those of which the compiler makes none.
build_kernels() {
    compile_kernels "$root/simd" "$root/kernels"
}

# compile_kernels FROM TO: what belongs to x264 is named so.
compile_kernels() {
    local source unit
    local -a headers
    mkdir -p "$2"
    for source in "$1"/*.c; do
        unit=$(basename "$source" .c)
        headers=(-isystem "$root/ffmpeg" -isystem "$root/src/$ffmpeg_folder" -DHAVE_AV_CONFIG_H)
        if [[ $unit = x264_* ]]; then
            [ "$variant" = gpl ] || continue
            headers=(-isystem "$root/x264" -isystem "$root/src/$x264_folder" -DHIGH_BIT_DEPTH=0 -DBIT_DEPTH=8)
        fi
        "$cc" -std=gnu17 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -Wno-unused-parameter -I"$root/simd" "${headers[@]}" \
            -c "$source" -o "$2/$unit.o"
    done
}

# For the linker: an object that defines __wrap_NAME stands in for NAME, which it may call
# as __real_NAME.
kernels() {
    [ -n "$simd" ] || return 0
    "llvm-nm-$llvm" --defined-only "$root"/kernels/*.o | sed -n 's/.* T __wrap_/-Wl,--wrap=/p'
    printf '%s\n' "$root"/kernels/*.o
}

build_ffmpeg() {
    local kernels
    kernels=$(kernels)
    cd "$root/ffmpeg"
    make -j"$(nproc)" -f Makefile -f "$sysroot/multicall.mk" \
        SYSROOT_DIR="$sysroot" COOP_LIB="$prefix/lib/libcoop.a" KERNELS="${kernels//$'\n'/ }" ffmpeg.wasm
    install --mode=644 ffmpeg.wasm "$root/out/"
}

build_coop_test() {
    "$cc" -std=gnu17 -O1 -Wall -Wextra -Werror "${test_module[@]}" "$sysroot/coop_test.c" -o "$root/coop_test.wasm"
    install --mode=644 "$root/coop_test.wasm" "$root/out/"
}

# Calls each kernel and its original.
build_kernel_test() {
    local kernels
    local -a objects libraries=("$root"/ffmpeg/lib{avcodec,swscale,avutil}/*.a -lm)
    kernels=$(kernels)
    mapfile -t objects <<<"$kernels"
    [ "$variant" = lgpl ] || libraries+=(-lx264)
    compile_kernels "$root/simd/test" "$root/kernels/test"
    "$cc" "${test_module[@]}" "${objects[@]}" "$root"/kernels/test/*.o "${libraries[@]}" -o "$root/kernel_test.wasm"
    install --mode=644 "$root/kernel_test.wasm" "$root/out/"
}

# engine.properties and LICENSE go into the jar beside the classes.
describe() {
    local source=$root/src/$ffmpeg_folder license text configuration
    case $variant in
    gpl) license=GPL-2.0-or-later text=$source/COPYING.GPLv2 ;;
    lgpl) license=LGPL-2.1-or-later text=$source/COPYING.LGPLv2.1 ;;
    esac
    configuration=$(sed -n 's/^#define FFMPEG_CONFIGURATION "\(.*\)"$/\1/p' "$root/ffmpeg/config.h")
    cp "$text" "$root/out/LICENSE"
    cat >"$root/out/engine.properties" <<PROPERTIES
ffmpeg.version=$ffmpeg_version
ffmpeg.configuration=$configuration
license=$license
recipe.key=$key
source.ffmpeg=$ffmpeg_archive sha256 $ffmpeg_sha256
source.zlib=$zlib_archive sha256 $zlib_sha256
$(! splits_printf || printf 'source.wasi-libc=%s sha256 %s' "$wasi_libc_archive" "$wasi_libc_sha256")
$([ "$variant" = lgpl ] || printf 'source.x264=%s sha256 %s' "$x264_archive" "$x264_sha256")
toolchain=$(toolchain_versions | tr '\n' ' ')
wasm.sha256=$(sha256sum "$root/out/ffmpeg.wasm" | cut -c 1-64)
PROPERTIES
}

need_packages 'the engine' "${toolchain_packages[@]}" "${tool_packages[@]}"
key=$(engine_key)
cached_build engine "$key" build_engine
publish "$link"
