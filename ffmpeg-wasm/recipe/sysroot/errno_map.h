#ifndef COOP_ERRNO_MAP_H
#define COOP_ERRNO_MAP_H

/* The number of errno.h for one that a WASI call or the host returned. */
int errno_from_wasi(int error);

#endif /* COOP_ERRNO_MAP_H */
