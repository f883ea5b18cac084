# shellcheck shell=bash disable=SC2034 # read by the other scripts
# What the native engine is built with besides the sources of the module. Apart from those:
# a change here must not build the module again. To update: docs/engine.md.
#
# wabt, for its wasm2c. Needed is more than its releases have, so it is a commit: an archive
# of this name in FFUNIT_SOURCES, else what git makes of the commit, which is the same tar
# before compression.
wabt_version=c886b0a7
wabt_archive=wabt-c886b0a7.tar.xz
wabt_sha256=bba83b87d2351ecb7626e1caaa4eed15a199175e9ed44632653ccf9fc39bc43d
wabt_folder=wabt-c886b0a7
wabt_git=https://github.com/WebAssembly/wabt.git
wabt_commit=c886b0a742903a51f481a0c6e96d163f09d4caf0
wabt_tar_sha256=84d3db210262affbfbe69f0b3246fc732c51b181cabbd786eddf4795494a9d06
