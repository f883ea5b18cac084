/*
 * The few symbols that FFmpeg or the distribution's wasi-libc want and that a
 * wasm32-wasi link does not provide.
 */
#include "compat.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <termios.h>

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

/* libc.a was compiled with -fstack-protector. */
uintptr_t __stack_chk_guard = 0x00d0a1ff;

_Noreturn void __stack_chk_fail(void)
{
    __builtin_trap();
}
