/*
 * The tests of h264_mc.c and h264_deblock.c. SPDX-License-Identifier: LGPL-2.1-or-later
 */
#include "libavcodec/h264chroma.h"
#include "libavcodec/h264dsp.h"
#include "libavcodec/h264qpel.h"

#include "kernel_test.h"

#include <string.h>

void __real_ff_h264qpel_init(H264QpelContext *c, int bit_depth);
void __real_ff_h264chroma_init(H264ChromaContext *c, int bit_depth);
void __real_ff_h264dsp_init(H264DSPContext *c, const int bit_depth, const int chroma_format_idc);

enum { STRIDE = 64, SIZE = STRIDE * 48, ROUNDS = 100 };

static uint8_t source[SIZE], actual[SIZE], original[SIZE];

/* What is written around a block must be as before, too. */
static void fill(void)
{
    random_bytes(source, SIZE, STRIDE);
    random_bytes(actual, SIZE, STRIDE);
    memcpy(original, actual, SIZE);
}

static int anywhere(void) { return (4 + random_below(16)) * STRIDE + 4 + random_below(32); }

static void compare_qpel(const qpel_mc_func simd[3][16], const qpel_mc_func c[3][16], const char *name)
{
    for (int size = 0; size < 3; size++) {
        for (int position = 0; position < 16; position++) {
            for (int round = 0; round < ROUNDS; round++) {
                fill();
                int dst = anywhere(), src = anywhere();
                simd[size][position](actual + dst, source + src, STRIDE);
                c[size][position](original + dst, source + src, STRIDE);
                expect_same(actual, original, SIZE, "%s %d, position %d", name, 16 >> size, position);
            }
        }
    }
}

static void test_qpel(void)
{
    H264QpelContext simd, c;
    ff_h264qpel_init(&simd, 8);
    __real_ff_h264qpel_init(&c, 8);
    compare_qpel(simd.put_h264_qpel_pixels_tab, c.put_h264_qpel_pixels_tab, "put");
    compare_qpel(simd.avg_h264_qpel_pixels_tab, c.avg_h264_qpel_pixels_tab, "avg");
}

static void test_chroma(void)
{
    H264ChromaContext simd, c;
    ff_h264chroma_init(&simd, 8);
    __real_ff_h264chroma_init(&c, 8);
    for (int round = 0; round < 64 * ROUNDS; round++) {
        fill();
        int size = random_below(3), dst = anywhere(), src = anywhere();
        int dx = random_below(8), dy = random_below(8), height = 2 << random_below(4);
        if (random_below(2))
            dx = dy = 0;
        size_t read = (height - (dy == 0)) * STRIDE + (8 >> size) + (dx != 0);
        const uint8_t *last = at_memory_end(source + src, read);
        simd.put_h264_chroma_pixels_tab[size](actual + dst, last, STRIDE, height, dx, dy);
        c.put_h264_chroma_pixels_tab[size](original + dst, source + src, STRIDE, height, dx, dy);
        expect_same(actual, original, SIZE, "put %d, position %d %d", 8 >> size, dx, dy);
        fill();
        simd.avg_h264_chroma_pixels_tab[size](actual + dst, source + src, STRIDE, height, dx, dy);
        c.avg_h264_chroma_pixels_tab[size](original + dst, source + src, STRIDE, height, dx, dy);
        expect_same(actual, original, SIZE, "avg %d, position %d %d", 8 >> size, dx, dy);
    }
}

static void test_deblock(void)
{
    H264DSPContext simd, c;
    ff_h264dsp_init(&simd, 8, 1);
    __real_ff_h264dsp_init(&c, 8, 1);
    for (int round = 0; round < 100 * ROUNDS; round++) {
        fill();
        random_deblocking_t r = random_deblocking(actual, original, SIZE);
        int at = anywhere();
        simd.v_loop_filter_luma(actual + at, STRIDE, r.alpha, r.beta, r.tc0);
        c.v_loop_filter_luma(original + at, STRIDE, r.alpha, r.beta, r.tc0);
        expect_same(actual, original, SIZE, "rows, alpha %d, beta %d", r.alpha, r.beta);
        at = anywhere();
        simd.h_loop_filter_luma(actual + at, STRIDE, r.alpha, r.beta, r.tc0);
        c.h_loop_filter_luma(original + at, STRIDE, r.alpha, r.beta, r.tc0);
        expect_same(actual, original, SIZE, "columns, alpha %d, beta %d", r.alpha, r.beta);
    }
}

const kernel_test_t h264_tests[] = {
    {"h264_qpel", test_qpel}, {"h264_chroma", test_chroma}, {"h264_deblock", test_deblock}, {NULL, NULL}};
