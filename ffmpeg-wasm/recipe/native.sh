#!/bin/bash
# Builds the engine as native code and prints the folder that holds it: the SIMD variant of
# the module, translated to C by wasm2c, compiled to a shared library. Built once for each
# recipe, set of sources and toolchain; afterwards this takes a moment.
#
#   native.sh [--target TARGET] [--link PATH]
#
#   --target TARGET  what to compile for, in clang's terms; this machine's without it.
#                    x86_64-linux-gnu is what is tested.
#   --link PATH      also makes PATH a symbolic link to the folder
#
# The folder holds one folder for each guest: ffmpeg, and the tests' own. In each are
# library.so, library.properties (what it was built from) and functions.txt (what is where
# in it); beside them lies attacks.wasm, for an engine without a library.
set -euo pipefail

. "$(dirname "$0")/lib.sh"
. "$recipe/pins.sh"
. "$recipe/native/pins.sh"
. "$recipe/packages.sh"
. "$recipe/sources.sh"

target=$(uname -m)-linux-gnu
link=
while [ $# -gt 0 ]; do
    case $1 in
    --target) target=${2:?--target needs a name} && shift ;;
    --link) link=${2:?--link needs a path} && shift ;;
    *) die "native.sh: unknown option [$1]; there are --target and --link PATH." ;;
    esac
    shift
done

# The least CPU it runs on. Without SSSE3 and SSE4.1 much of wasm's SIMD is emulated.
case $target in
x86_64-*) cpu=x86-64-v2 cpu_flags=(-march=x86-64-v2) ;;
*) cpu=generic cpu_flags=() ;;
esac

toolchain_packages=("clang-$llvm" "lld-$llvm" "llvm-$llvm" libsimde-dev)
tool_packages=(cmake g++ libc6-dev libssl-dev make mawk xz-utils util-linux)

# How many files FFmpeg's translation is dealt to. A file is compiled by one core, and the
# largest, which has all data, should not be what the others wait for.
pieces=64

native_key() {
    local files
    mapfile -t files < <(cd "$recipe" && printf '%s\n' native.sh pins.sh native/*)
    { printf '%s\n' "$target" "${1##*/}" && hash_of "${files[@]}" &&
        dpkg-query -W -f '${Package}=${Version}\n' "${toolchain_packages[@]}"; } | sha256sum | cut -c 1-16
}

build_native() {
    root=$1
    cp -r "$recipe/native" "$root/"
    say "Building the native engine: several minutes. Log: [$log]"
    mkdir -p "$root"/{src,out,wabt}
    cp "$engine/LICENSE" "$root/out/"
    stage 'wasm2c' build_wasm2c
    stage 'Attacks' build_attacks
    stage 'Thread test: compile' build_library coop_test "$engine/coop_test.wasm" 1
    stage 'Kernel test: compile' build_library kernel_test "$engine/kernel_test.wasm" 4
    stage 'FFmpeg: translate' translate ffmpeg "$engine/ffmpeg.wasm" "$pieces"
    heartbeat 'FFmpeg: compile' "of $pieces files compiled" '^CC module_'
    stage 'FFmpeg: compile' compile ffmpeg
    stop_heartbeat
}

# Of wabt's own runtime only a header is used, see native/guest.c.
build_wasm2c() {
    unpack_source wabt "$root/src"
    cmake -S "$root/src/$wabt_folder" -B "$root/wabt" -DCMAKE_BUILD_TYPE=Release \
        -DBUILD_TESTS=OFF -DBUILD_LIBWASM=OFF -DWITH_WASI=OFF
    cmake --build "$root/wabt" --target wasm2c wat2wasm -j"$(nproc)"
}

build_attacks() {
    "$root/wabt/wat2wasm" --debug-names "$root/native/attacks.wat" -o "$root/out/attacks.wasm"
    build_library attacks "$root/out/attacks.wasm" 1
}

# build_library NAME WASM PIECES
build_library() {
    translate "$@"
    compile "$1"
}

# translate NAME WASM PIECES: the module and what depends on its imports, as C.
translate() {
    local work=$root/$1
    mkdir -p "$work"
    "$root/wabt/wasm2c" "$2" --module-name=module --num-outputs="$3" -o "$work/module.c"
    awk -f "$root/native/imports.awk" "$work/module.h" >"$work/imports.c"
    # A guest that starts from an image has its data already, see guest.c.
    grep -l '^  LOAD_DATA(' "$work"/*.c | xargs --no-run-if-empty \
        sed -i 's/^  LOAD_DATA(/  if (guest_wants_data()) LOAD_DATA(/; 1i _Bool guest_wants_data(void);'
    cp "$root"/native/{guest.c,guest.h,jni.c} "$work/"
}

# The C files of a folder, the largest first: then none is left over at the end.
by_size() { find "$1" -maxdepth 1 -name '*.c' -printf '%s %f\n' | sort -rn -k 1,1 | cut -d ' ' -f 2; }

# compile NAME: what is in the folder of that name, to out/NAME.
compile() {
    local work=$root/$1 out=$root/out/$1 jdk
    jdk=$(dirname "$(dirname "$(readlink -f "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac")")")")
    # Exact wasm: no contraction of floats, no assumption that loops end, and every load
    # happens (see wasm-rt.h on guard pages). A large frame touches each of its pages, so
    # that none steps over the end of the stack.
    cat >"$work/Makefile" <<MAKE
flags := --target=$target -O2 -fPIC -std=gnu11 -fvisibility=hidden -DNDEBUG -I.
exact := -ffp-contract=off -fno-math-errno -fno-finite-loops -fstack-clash-protection -w \\
    -DWASM_RT_MEMCHECK_GUARD_PAGES=1 -DWASM_RT_NONCONFORMING_UNCHECKED_STACK_EXHAUSTION=1 \\
    -I$root/src/$wabt_folder/wasm2c
objects := $(by_size "$work" | sed 's/c$/o/' | tr '\n' ' ')

library.so: \$(objects)
	@echo LD \$@
	@clang-$llvm --target=$target -fuse-ld=lld-$llvm -shared -static-libgcc -Wl,--build-id=none -o \$@ \$(sort \$^) -lm

jni.o: jni.c
	@echo CC \$<
	@clang-$llvm \$(flags) -Wall -Wextra -Werror -I$jdk/include -I$jdk/include/linux -c \$< -o \$@

%.o: %.c
	@echo CC \$<
	@clang-$llvm \$(flags) ${cpu_flags[*]} \$(exact) -c \$< -o \$@
MAKE
    (cd "$work" && make -j"$(nproc)")

    mkdir -p "$out"
    "llvm-strip-$llvm" --strip-all -o "$out/library.so" "$work/library.so"
    function_names "$work/library.so" >"$out/functions.txt"
    {
        cat "$engine/engine.properties"
        printf '%s=%s\n' target "$target" cpu "$cpu" wasm2c.version "$wabt_version" \
            source.wabt "$wabt_archive sha256 $wabt_sha256"
    } >"$out/library.properties"
}

# Offset and name of each function, by offset; those that are not the guest's have no name.
# wasm2c puts the module's name in front, and a hexadecimal code for some characters; what
# function pointers point to is a wrapper.
function_names() {
    "llvm-nm-$llvm" --defined-only --numeric-sort "$1" |
        awk '$2 ~ /[tT]/ {
            name = sub(/^(wrap_)?w2c_module_/, "", $3) ? $3 : ""
            gsub(/0x5F/, "_", name)
            sub(/^0+/, "", $1)
            print $1 " " name
        }'
}

need_packages 'the native engine' "${toolchain_packages[@]}" "${tool_packages[@]}"
engine=$("$recipe/engine.sh" --simd)
key=$(native_key "$engine")
cached_build native "$key" build_native
publish "$link"
