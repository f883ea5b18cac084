# shellcheck shell=bash disable=SC2034 # read by the other scripts
# What the engine and the reference are built from. To update: docs/engine.md.

ffmpeg_version=9.0.2

# For each archive: its file name, its sha256, the folder it unpacks to, where Debian
# keeps it, and upstream's own copy if that is the same file.
#
# FFmpeg: Debian carries upstream's release archive as it is, so upstream's address
# stands beside it; whichever serves it, the sum decides. Debian's archives of x264
# and zlib are Debian's own (a snapshot of a git revision; without files that are not
# free software), so no other place has these files.
ffmpeg_archive=ffmpeg_9.0.2.orig.tar.xz
ffmpeg_sha256=8c3850283eb25fa026482078a04051e0be17347b09ef81a0849bec15a96e002e
ffmpeg_folder=ffmpeg-9.0.2
ffmpeg_debian=pool/main/f/ffmpeg
ffmpeg_upstream=https://ffmpeg.org/releases/ffmpeg-9.0.2.tar.xz

x264_archive=x264_0.164.3108+git31e19f9.orig.tar.gz
x264_sha256=41606cb8e788a7f8c4514290646d4ba5c7bc68d9e1ccd1a73f446a90546913eb
x264_folder=x264-0.164.3108+git31e19f9
x264_debian=pool/main/x/x264
x264_upstream=

zlib_archive=zlib_1.3.dfsg+really1.3.1.orig.tar.gz
zlib_sha256=60dd315c07f616887caa029408308a018ace66e3d142726a97db164b3b8f69fb
zlib_folder=zlib-1.3.1
zlib_debian=pool/main/z/zlib
zlib_upstream=

# The compiler's major version; Debian packages carry it in their names.
llvm=19
