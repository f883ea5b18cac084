# shellcheck shell=bash disable=SC2034 # read by engine.sh
# Only the module for the JVM is built from this. To update: docs/engine.md.
#
# The C library comes compiled, in Debian's package, but one file of it is compiled again;
# see build_printf in engine.sh. Debian packs this revision itself, so no other place has the file.
wasi_libc_version='0.0~git20220510.9886d3d'
wasi_libc_archive=wasi-libc_$wasi_libc_version.orig.tar.xz
wasi_libc_sha256=8f9b802736a856942839d32966937c389f46e9f156415a549a6675b7535e5f74
wasi_libc_folder=wasi-libc-$wasi_libc_version
wasi_libc_debian=pool/main/w/wasi-libc
wasi_libc_upstream=
