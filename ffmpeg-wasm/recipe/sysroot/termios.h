/*
 * Terminals, of which the guest has none: tcgetattr always fails with ENOTTY.
 *
 * FFmpeg takes this header as the sign that it may ask select() whether a key waits
 * on standard input. Only so does 'q' end a running job.
 */
#ifndef COOP_TERMIOS_H
#define COOP_TERMIOS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned int tcflag_t;
typedef unsigned char cc_t;

#define NCCS 32

struct termios {
    tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
    cc_t c_cc[NCCS];
};

/* The values are Linux's; nothing here reads them. */
#define VTIME  5
#define VMIN   6

#define IGNBRK 0000001
#define BRKINT 0000002
#define PARMRK 0000010
#define ISTRIP 0000040
#define INLCR  0000100
#define IGNCR  0000200
#define ICRNL  0000400
#define IXON   0002000

#define OPOST  0000001

#define CSIZE  0000060
#define CS8    0000060
#define PARENB 0000400

#define ICANON 0000002
#define ECHO   0000010
#define ECHONL 0000100
#define IEXTEN 0100000

#define TCSANOW 0

int tcgetattr(int fd, struct termios *attributes);
int tcsetattr(int fd, int when, const struct termios *attributes);

#ifdef __cplusplus
}
#endif

#endif /* COOP_TERMIOS_H */
