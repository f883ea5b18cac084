# Appends a line to the file "log" and exits with the errno of what failed, 0 if nothing did.
# A whole WASI program: three imported functions, a few bytes of memory, and _start.

        .functype       path_open (i32, i32, i32, i32, i32, i64, i64, i32, i32) -> (i32)
        .import_module  path_open, wasi_snapshot_preview1
        .import_name    path_open, path_open
        .functype       fd_write (i32, i32, i32, i32) -> (i32)
        .import_module  fd_write, wasi_snapshot_preview1
        .import_name    fd_write, fd_write
        .functype       proc_exit (i32) -> ()
        .import_module  proc_exit, wasi_snapshot_preview1
        .import_name    proc_exit, proc_exit

        .globl          _start
_start:
        .functype       _start () -> ()
        .local          i32             # the errno
        i32.const       3               # the preopened root
        i32.const       0               # lookup: a link is not followed
        i32.const       path
        i32.const       3               # bytes of the path
        i32.const       1               # CREAT
        i64.const       64              # the right FD_WRITE
        i64.const       0
        i32.const       1               # APPEND
        i32.const       file
        call            path_open
        local.tee       0
        i32.eqz
        if
        i32.const       0
        i32.load        file
        i32.const       line            # one buffer
        i32.const       1
        i32.const       count
        call            fd_write
        local.set       0
        end_if
        local.get       0
        call            proc_exit
        end_function

        .section        .data.all,"",@
path:   .ascii          "log"
text:   .ascii          "ran\n"
        .p2align        2
line:   .int32          text
        .int32          4               # bytes of the text
file:   .int32          0
count:  .int32          0
        .size           path, 3
        .size           text, 4
        .size           line, 8
        .size           file, 4
        .size           count, 4
