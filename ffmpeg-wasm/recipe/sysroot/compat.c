/*
 * The few symbols that FFmpeg or the distribution's wasi-libc want and that a
 * wasm32-wasi link does not provide.
 */
#include "compat.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* WASI preview1 cannot duplicate a descriptor, and the pipe: and fd: protocols
 * do so with every one they are given. A duplicate shares all but its number with
 * the original, so the original can stand for it; what is left is to count, and to
 * close when the last one goes. */
enum { MAX_DUPLICATED = 1024 };
static unsigned char duplicates[MAX_DUPLICATED];

int dup(int fd)
{
    if (fcntl(fd, F_GETFL) == -1)
        return -1;
    if (fd >= MAX_DUPLICATED || duplicates[fd] == UINT8_MAX) {
        errno = EMFILE;
        return -1;
    }
    duplicates[fd]++;
    return fd;
}

int __real_close(int fd);

int __wrap_close(int fd) /* linked with --wrap */
{
    if (fd >= 0 && fd < MAX_DUPLICATED && duplicates[fd]) {
        duplicates[fd]--;
        return 0;
    }
    return __real_close(fd);
}

int tcgetattr(int fd, struct termios *attributes)
{
    (void)fd;
    (void)attributes;
    errno = ENOTTY;
    return -1;
}

int tcsetattr(int fd, int when, const struct termios *attributes)
{
    (void)when;
    return tcgetattr(fd, (struct termios *)attributes);
}

/* What malloc gets its memory from, in place of libc.a's. An engine may copy all memory when
 * it grows, so that it grows by an eighth of its size at least; what malloc has not asked
 * for yet lies ready behind the break. */
void *sbrk(intptr_t increment)
{
    enum { PAGE = 65536 };
    static size_t end; /* of what malloc has, in pages */
    size_t memory = __builtin_wasm_memory_size(0);

    if (!end)
        end = memory;
    if (increment < 0 || increment % PAGE)
        abort(); /* as libc.a's: memory cannot shrink, and malloc asks for pages */

    size_t old = end, wanted = end + (size_t)increment / PAGE;
    if (wanted > memory) {
        size_t missing = wanted - memory, step = memory / 8;
        if ((step <= missing || __builtin_wasm_memory_grow(0, step) == SIZE_MAX) &&
            __builtin_wasm_memory_grow(0, missing) == SIZE_MAX) {
            errno = ENOMEM;
            return (void *)-1;
        }
    }
    end = wanted;
    return (void *)(old * PAGE);
}

/* libc.a was compiled with -fstack-protector. */
uintptr_t __stack_chk_guard = 0x00d0a1ff;

_Noreturn void __stack_chk_fail(void)
{
    __builtin_trap();
}
