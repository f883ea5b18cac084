/*
 * What the tests of the kernels share. SPDX-License-Identifier: LGPL-2.1-or-later
 */
#ifndef FFUNIT_SIMD_KERNEL_TEST_H
#define FFUNIT_SIMD_KERNEL_TEST_H

#include <stddef.h>
#include <stdint.h>

/* A kernel, or a family of them, against its original. Ends the program at a difference. */
typedef struct {
    const char *name;
    void (*run)(void);
} kernel_test_t;

/* The last of each has no name. */
extern const kernel_test_t x264_pixel_tests[], x264_mc_tests[], x264_dct_tests[], h264_tests[], swscale_tests[];

/* From 0 to `bound` - 1, the same for the same seed. */
uint32_t random_below(uint32_t bound);

/*
 * Bytes of a kind chosen at random: any, extremes only, all the same, or one of the
 * square waves that a Hadamard transform sums up to its greatest coefficient.
 */
void random_bytes(uint8_t *bytes, size_t count, int stride);

/* A copy that ends where the guest's memory ends: to read behind it is a trap. */
void *at_memory_end(const void *bytes, size_t size);

typedef struct {
    int alpha, beta;
    int8_t tc0[4];
} random_deblocking_t;

/* What to deblock with; also makes the pixels so even that there is something to deblock. */
random_deblocking_t random_deblocking(uint8_t *pixels, uint8_t *copy, size_t count);

/* Ends the program with a message unless the two are the same. Counts as one case. */
void expect_same(const void *actual, const void *original, size_t size, const char *what, ...)
    __attribute__((format(printf, 4, 5)));

#endif
