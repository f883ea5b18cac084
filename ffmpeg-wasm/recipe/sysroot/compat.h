/*
 * Included before everything else when a guest program is compiled.
 */
#ifndef COMPAT_H
#define COMPAT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What exists at link time but wasi-libc's headers do not declare (to strict callers). */
int dup(int fd);                             /* compat.c */
void arc4random_buf(void *bytes, size_t n);  /* wasi-libc, seeded by random_get */

/* The programs' error numbers are not libc's (see errno.h), so neither are these
 * three. A label renames the programs' calls only; libc.a keeps its own. */
char *strerror(int error) __asm__("linux_strerror");
int strerror_r(int error, char *restrict buffer, size_t size) __asm__("linux_strerror_r");
void perror(const char *what) __asm__("linux_perror");

#ifdef __cplusplus
}
#endif

#endif /* COMPAT_H */
