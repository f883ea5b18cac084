# Never ends, and calls nothing.

        .globl          _start
_start:
        .functype       _start () -> ()
        loop
        br              0
        end_loop
        end_function
