/*
 * The border between libc's errno, in WASI's numbers, and the programs', in
 * Linux's; see errno.h. Also strerror and its kin for the latter: compat.h
 * points the programs here, libc's own calls still reach libc's.
 */
#include "errno.h"

#include "errno_map.h"

#include <stdio.h>
#include <string.h>
#include <wasi/api.h>

#undef errno
extern _Thread_local int errno; /* libc's */

static int program_errno;

/* The texts are glibc's. */
static const struct { int number; const char *text; } errors[] = {
#define ERROR(wasi, linux, text) [__WASI_ERRNO_##wasi] = { linux, text }
    ERROR(2BIG, E2BIG, "Argument list too long"),
    ERROR(ACCES, EACCES, "Permission denied"),
    ERROR(ADDRINUSE, EADDRINUSE, "Address already in use"),
    ERROR(ADDRNOTAVAIL, EADDRNOTAVAIL, "Cannot assign requested address"),
    ERROR(AFNOSUPPORT, EAFNOSUPPORT, "Address family not supported by protocol"),
    ERROR(AGAIN, EAGAIN, "Resource temporarily unavailable"),
    ERROR(ALREADY, EALREADY, "Operation already in progress"),
    ERROR(BADF, EBADF, "Bad file descriptor"),
    ERROR(BADMSG, EBADMSG, "Bad message"),
    ERROR(BUSY, EBUSY, "Device or resource busy"),
    ERROR(CANCELED, ECANCELED, "Operation canceled"),
    ERROR(CHILD, ECHILD, "No child processes"),
    ERROR(CONNABORTED, ECONNABORTED, "Software caused connection abort"),
    ERROR(CONNREFUSED, ECONNREFUSED, "Connection refused"),
    ERROR(CONNRESET, ECONNRESET, "Connection reset by peer"),
    ERROR(DEADLK, EDEADLK, "Resource deadlock avoided"),
    ERROR(DESTADDRREQ, EDESTADDRREQ, "Destination address required"),
    ERROR(DOM, EDOM, "Numerical argument out of domain"),
    ERROR(DQUOT, EDQUOT, "Disk quota exceeded"),
    ERROR(EXIST, EEXIST, "File exists"),
    ERROR(FAULT, EFAULT, "Bad address"),
    ERROR(FBIG, EFBIG, "File too large"),
    ERROR(HOSTUNREACH, EHOSTUNREACH, "No route to host"),
    ERROR(IDRM, EIDRM, "Identifier removed"),
    ERROR(ILSEQ, EILSEQ, "Invalid or incomplete multibyte or wide character"),
    ERROR(INPROGRESS, EINPROGRESS, "Operation now in progress"),
    ERROR(INTR, EINTR, "Interrupted system call"),
    ERROR(INVAL, EINVAL, "Invalid argument"),
    ERROR(IO, EIO, "Input/output error"),
    ERROR(ISCONN, EISCONN, "Transport endpoint is already connected"),
    ERROR(ISDIR, EISDIR, "Is a directory"),
    ERROR(LOOP, ELOOP, "Too many levels of symbolic links"),
    ERROR(MFILE, EMFILE, "Too many open files"),
    ERROR(MLINK, EMLINK, "Too many links"),
    ERROR(MSGSIZE, EMSGSIZE, "Message too long"),
    ERROR(MULTIHOP, EMULTIHOP, "Multihop attempted"),
    ERROR(NAMETOOLONG, ENAMETOOLONG, "File name too long"),
    ERROR(NETDOWN, ENETDOWN, "Network is down"),
    ERROR(NETRESET, ENETRESET, "Network dropped connection on reset"),
    ERROR(NETUNREACH, ENETUNREACH, "Network is unreachable"),
    ERROR(NFILE, ENFILE, "Too many open files in system"),
    ERROR(NOBUFS, ENOBUFS, "No buffer space available"),
    ERROR(NODEV, ENODEV, "No such device"),
    ERROR(NOENT, ENOENT, "No such file or directory"),
    ERROR(NOEXEC, ENOEXEC, "Exec format error"),
    ERROR(NOLCK, ENOLCK, "No locks available"),
    ERROR(NOLINK, ENOLINK, "Link has been severed"),
    ERROR(NOMEM, ENOMEM, "Cannot allocate memory"),
    ERROR(NOMSG, ENOMSG, "No message of desired type"),
    ERROR(NOPROTOOPT, ENOPROTOOPT, "Protocol not available"),
    ERROR(NOSPC, ENOSPC, "No space left on device"),
    ERROR(NOSYS, ENOSYS, "Function not implemented"),
    ERROR(NOTCONN, ENOTCONN, "Transport endpoint is not connected"),
    ERROR(NOTDIR, ENOTDIR, "Not a directory"),
    ERROR(NOTEMPTY, ENOTEMPTY, "Directory not empty"),
    ERROR(NOTRECOVERABLE, ENOTRECOVERABLE, "State not recoverable"),
    ERROR(NOTSOCK, ENOTSOCK, "Socket operation on non-socket"),
    ERROR(NOTSUP, ENOTSUP, "Operation not supported"),
    ERROR(NOTTY, ENOTTY, "Inappropriate ioctl for device"),
    ERROR(NXIO, ENXIO, "No such device or address"),
    ERROR(OVERFLOW, EOVERFLOW, "Value too large for defined data type"),
    ERROR(OWNERDEAD, EOWNERDEAD, "Owner died"),
    ERROR(PERM, EPERM, "Operation not permitted"),
    ERROR(PIPE, EPIPE, "Broken pipe"),
    ERROR(PROTO, EPROTO, "Protocol error"),
    ERROR(PROTONOSUPPORT, EPROTONOSUPPORT, "Protocol not supported"),
    ERROR(PROTOTYPE, EPROTOTYPE, "Protocol wrong type for socket"),
    ERROR(RANGE, ERANGE, "Numerical result out of range"),
    ERROR(ROFS, EROFS, "Read-only file system"),
    ERROR(SPIPE, ESPIPE, "Illegal seek"),
    ERROR(SRCH, ESRCH, "No such process"),
    ERROR(STALE, ESTALE, "Stale file handle"),
    ERROR(TIMEDOUT, ETIMEDOUT, "Connection timed out"),
    ERROR(TXTBSY, ETXTBSY, "Text file busy"),
    ERROR(XDEV, EXDEV, "Invalid cross-device link"),
    /* Linux has no capabilities of descriptors; the nearest is a refused permission. */
    ERROR(NOTCAPABLE, EACCES, "Permission denied"),
#undef ERROR
};

enum { ERROR_COUNT = sizeof(errors) / sizeof(errors[0]) };

int errno_from_wasi(int error)
{
    return error >= 0 && error < ERROR_COUNT ? errors[error].number : EIO;
}

/* Each error of libc is moved over once, when the program next looks. What the
 * program itself stores stays until then. */
int *linux_errno(void)
{
    if (errno) {
        program_errno = errno_from_wasi(errno);
        errno = 0;
    }
    return &program_errno;
}

static const char *find_text(int error)
{
    for (int i = 1; i < ERROR_COUNT; i++) {
        if (errors[i].number == error)
            return errors[i].text;
    }
    return error == 0 ? "Success" : NULL;
}

char *linux_strerror(int error)
{
    static char unknown[32];

    const char *text = find_text(error);
    if (text)
        return (char *)text;
    snprintf(unknown, sizeof(unknown), "Unknown error %d", error);
    return unknown;
}

int linux_strerror_r(int error, char *restrict buffer, size_t size)
{
    int length = snprintf(buffer, size, "%s", linux_strerror(error));

    if (!find_text(error))
        return EINVAL;
    return (size_t)length < size ? 0 : ERANGE;
}

void linux_perror(const char *what)
{
    const char *text = linux_strerror(*linux_errno());

    fprintf(stderr, "%s%s%s\n", what && *what ? what : "", what && *what ? ": " : "", text);
}
