#!/bin/bash
# Builds small WASI programs and prints the folder that holds them. They need nothing of the
# engine but its compiler. Built once for each set of sources and toolchain; afterwards this
# takes a moment.
#
#   programs.sh [--link PATH] FOLDER
#
#   --link PATH  also makes PATH a symbolic link to the folder with the programs
#
# Each NAME.c in FOLDER becomes NAME.wasm, a command with the C library. Each NAME.s, text in
# LLVM's assembly language for WebAssembly, becomes NAME.wasm with nothing added.
set -euo pipefail

. "$(dirname "$0")/lib.sh"
. "$recipe/pins.sh"
. "$recipe/packages.sh"

link=
sources=
while [ $# -gt 0 ]; do
    case $1 in
    --link) link=${2:?--link needs a path} && shift ;;
    -*) die "programs.sh: unknown option [$1]; there is --link PATH." ;;
    *) sources=$(cd "$1" && pwd) ;;
    esac
    shift
done
[ -n "$sources" ] || die 'programs.sh: which folder has the sources? Usage: programs.sh [--link PATH] FOLDER'

toolchain_packages=("clang-$llvm" "lld-$llvm" "libclang-rt-$llvm-dev-wasm32" wasi-libc)

programs_key() {
    { hash_of programs.sh pins.sh && (cd "$sources" && sha256sum -- *) &&
        dpkg-query -W -f '${Package}=${Version}\n' "${toolchain_packages[@]}"; } | sha256sum | cut -c 1-16
}

build_programs() {
    cp -r "$sources" "$1/src"
    mkdir "$1/out"
    stage 'Programs' compile_programs "$1/src"
}

compile_programs() {
    local source
    # From inside, so that no path of this build gets into a program.
    cd "$1"
    shopt -s nullglob
    for source in *.c; do
        wasi_clang -std=gnu17 -O2 -Wall -Wextra -Werror "$source" -o "../out/${source%.c}.wasm"
    done
    for source in *.s; do
        wasi_clang -nostdlib "$source" -o "../out/${source%.s}.wasm"
    done
}

# With the stack below the data, one that is too small ends in a trap and not in the data.
wasi_clang() { "clang-$llvm" --target=wasm32-wasi --sysroot=/usr -Wl,--strip-debug,--stack-first "$@"; }

need_packages 'a WASI program' "${toolchain_packages[@]}"
key=$(programs_key)
cached_build programs "$key" build_programs
publish "$link"
