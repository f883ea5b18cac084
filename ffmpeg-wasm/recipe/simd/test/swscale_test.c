/*
 * The tests of swscale.c. SPDX-License-Identifier: LGPL-2.1-or-later
 */
#include "libswscale/swscale_internal.h"

#include "kernel_test.h"

#include <stdlib.h>
#include <string.h>

void __real_ff_sws_init_scale(SwsInternal *c);
void __real_ff_sws_init_output_funcs(SwsInternal *c, yuv2planar1_fn *plane1, yuv2planarX_fn *planeX,
                                     yuv2interleavedX_fn *nv12cX, yuv2packed1_fn *packed1, yuv2packed2_fn *packed2,
                                     yuv2packedX_fn *packedX, yuv2anyX_fn *anyX);

enum { MAX_WIDTH = 200, MAX_TAPS = 40, GUARD = 32 };

static void init_original(SwsInternal *c)
{
    __real_ff_sws_init_scale(c);
    /* That one calls what replaces this one. */
    __real_ff_sws_init_output_funcs(c, &c->yuv2plane1, &c->yuv2planeX, &c->yuv2nv12cX, &c->yuv2packed1,
                                    &c->yuv2packed2, &c->yuv2packedX, &c->yuv2anyX);
}

static SwsInternal *context(void (*init)(SwsInternal *))
{
    SwsInternal *c = calloc(1, sizeof(*c));
    c->opts.src_format = c->opts.dst_format = AV_PIX_FMT_YUV420P;
    c->srcBpc = c->dstBpc = 8;
    init(c);
    return c;
}

static int16_t random_coefficient(void)
{
    switch (random_below(4)) {
    case 0: return random_below(2) ? INT16_MAX : INT16_MIN;
    case 1: return (int)random_below(1 << 15) - (1 << 14);
    default: return (int)random_below(1 << 16) - (1 << 15);
    }
}

static void test_hscale(void)
{
    SwsInternal *simd = context(ff_sws_init_scale), *c = context(init_original);
    static uint8_t src[MAX_WIDTH * 8 + MAX_TAPS];
    static int16_t filter[MAX_WIDTH * MAX_TAPS], dst[MAX_WIDTH + GUARD], expected[MAX_WIDTH + GUARD];
    static int32_t positions[MAX_WIDTH];
    for (int i = 0; i < 20000; i++) {
        int width = 1 + random_below(MAX_WIDTH), step = random_below(8);
        int taps = 1 + random_below(random_below(4) ? 12 : MAX_TAPS);
        positions[0] = 0;
        for (int x = 1; x < width; x++)
            positions[x] = positions[x - 1] + random_below(step + 1);
        size_t src_size = positions[width - 1] + taps, filter_size = width * taps * sizeof(*filter);
        random_bytes(src, src_size, 16);
        for (int x = 0; x < width * taps; x++)
            filter[x] = random_coefficient();
        for (int x = 0; x < width + GUARD; x++)
            dst[x] = expected[x] = x;
        c->hyScale(c, expected, width, src, filter, positions, taps);
        if (i % 2)
            simd->hyScale(simd, dst, width, at_memory_end(src, src_size), filter, positions, taps);
        else
            simd->hyScale(simd, dst, width, src, at_memory_end(filter, filter_size), positions, taps);
        expect_same(dst, expected, sizeof(dst), "width %d, taps %d", width, taps);
    }
    free(simd);
    free(c);
}

static void random_rows(int16_t rows[MAX_TAPS][MAX_WIDTH], int kind)
{
    for (int j = 0; j < MAX_TAPS; j++)
        for (int x = 0; x < MAX_WIDTH; x++)
            rows[j][x] = kind ? random_below(1 << 15) : random_coefficient();
}

static void test_vscale(void)
{
    SwsInternal *simd = context(ff_sws_init_scale), *c = context(init_original);
    static int16_t rows[MAX_TAPS][MAX_WIDTH], filter[MAX_TAPS];
    static uint8_t dst[MAX_WIDTH + GUARD], expected[MAX_WIDTH + GUARD];
    const int16_t *src[MAX_TAPS];
    uint8_t dither[8];
    for (int i = 0; i < 4000; i++) {
        int width = 1 + random_below(MAX_WIDTH - 8), taps = 1 + random_below(MAX_TAPS), offset = random_below(16);
        random_rows(rows, random_below(2));
        random_bytes(dither, sizeof(dither), 8);
        for (int j = 0; j < MAX_TAPS; j++) {
            src[j] = rows[j] + random_below(8);
            filter[j] = random_coefficient();
        }
        random_bytes(dst, sizeof(dst), 16);
        memcpy(expected, dst, sizeof(dst));
        simd->yuv2planeX(filter, taps, src, dst, width, dither, offset);
        c->yuv2planeX(filter, taps, src, expected, width, dither, offset);
        expect_same(dst, expected, sizeof(dst), "planeX: width %d, taps %d, offset %d", width, taps, offset);
        simd->yuv2plane1(src[0], dst, width, dither, offset);
        c->yuv2plane1(src[0], expected, width, dither, offset);
        expect_same(dst, expected, sizeof(dst), "plane1: width %d, offset %d", width, offset);
    }
    free(simd);
    free(c);
}

const kernel_test_t swscale_tests[] = {{"hscale", test_hscale}, {"vscale", test_vscale}, {NULL, NULL}};
