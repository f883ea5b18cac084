/*
 * The H.264 decoder's motion compensation for 8 bits, in place of what ff_h264qpel_init()
 * and ff_h264chroma_init() chose. SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The C code makes whole blocks of each filter's output and averages them afterwards,
 * pixel by pixel. Here 8 columns are made in one go, row by row; a filter that goes down
 * keeps the six rows that it needs.
 */
#include "libavcodec/h264chroma.h"
#include "libavcodec/h264qpel.h"

#include "h264_filter.h"
#include "vectors.h"

INLINE v128_t to_pixels(v128_t v) { return wasm_u8x16_narrow_i16x8(v, v); }

typedef struct {
    v128_t row[6];
} window_t;

INLINE void push(window_t *w, v128_t row)
{
    for (int i = 0; i < 5; i++)
        w->row[i] = w->row[i + 1];
    w->row[5] = row;
}

INLINE v128_t outer(const window_t *w) { return wasm_i16x8_add(w->row[0], w->row[5]); }
INLINE v128_t middle(const window_t *w) { return wasm_i16x8_add(w->row[1], w->row[4]); }
INLINE v128_t inner(const window_t *w) { return wasm_i16x8_add(w->row[2], w->row[3]); }

/*
 * 8 columns, `dx` and `dy` quarters of a pixel right and down of `src`. Halves are filtered,
 * across, down or both ways; quarters are the mean of the two halves or pixels beside them.
 */
INLINE void qpel_8(uint8_t *dst, const uint8_t *src, ptrdiff_t stride, int height, int dx, int dy, int average)
{
    int across = dx && dy != 2, down = dy && dx != 2, both = (dx == 2 && dy) || (dy == 2 && dx);
    const uint8_t *across_src = src + (dy == 3 ? stride : 0), *down_src = src + (dx == 3);
    window_t pixels = {0}, filtered = {0};

    for (int y = -2; y < 3; y++) {
        if (down)
            push(&pixels, wasm_u16x8_load8x8(down_src + y * stride));
        if (both)
            push(&filtered, filter_pixels(src + y * stride, 1));
    }
    for (int y = 0; y < height; y++, dst += stride) {
        v128_t result[2];
        int results = 0;
        if (both) {
            push(&filtered, filter_pixels(src + (y + 3) * stride, 1));
            result[results++] = to_pixels(filter_filtered(outer(&filtered), middle(&filtered), inner(&filtered)));
        }
        if (across)
            result[results++] = to_pixels(round5(filter_pixels(across_src + y * stride, 1)));
        if (down) {
            push(&pixels, wasm_u16x8_load8x8(down_src + (y + 3) * stride));
            result[results++] = to_pixels(round5(filter(outer(&pixels), middle(&pixels), inner(&pixels))));
        }
        if (dx % 2 && !dy)
            result[results++] = wasm_v128_load64_zero(src + y * stride + (dx == 3));
        if (dy % 2 && !dx)
            result[results++] = wasm_v128_load64_zero(src + (y + (dy == 3)) * stride);
        v128_t v = results == 2 ? wasm_u8x16_avgr(result[0], result[1]) : result[0];
        wasm_v128_store64_lane(dst, average ? wasm_u8x16_avgr(v, wasm_v128_load64_zero(dst)) : v, 0);
    }
}

#define QPEL(name, average, dx, dy)                                                                              \
    static void name##_8_mc##dx##dy(uint8_t *dst, const uint8_t *src, ptrdiff_t stride)                          \
    {                                                                                                            \
        qpel_8(dst, src, stride, 8, dx, dy, average);                                                            \
    }                                                                                                            \
    static void name##_16_mc##dx##dy(uint8_t *dst, const uint8_t *src, ptrdiff_t stride)                         \
    {                                                                                                            \
        for (int x = 0; x < 16; x += 8)                                                                          \
            qpel_8(dst + x, src + x, stride, 16, dx, dy, average);                                               \
    }
#define SET_QPEL(name, average, dx, dy)                                                                          \
    c->name##_h264_qpel_pixels_tab[0][dx + 4 * dy] = name##_16_mc##dx##dy;                                       \
    c->name##_h264_qpel_pixels_tab[1][dx + 4 * dy] = name##_8_mc##dx##dy;

/* All but whole pixels. */
#define FRACTIONS(MACRO, name, average)                                                                          \
    MACRO(name, average, 1, 0) MACRO(name, average, 2, 0) MACRO(name, average, 3, 0)                             \
    MACRO(name, average, 0, 1) MACRO(name, average, 1, 1) MACRO(name, average, 2, 1) MACRO(name, average, 3, 1)  \
    MACRO(name, average, 0, 2) MACRO(name, average, 1, 2) MACRO(name, average, 2, 2) MACRO(name, average, 3, 2)  \
    MACRO(name, average, 0, 3) MACRO(name, average, 1, 3) MACRO(name, average, 2, 3) MACRO(name, average, 3, 3)

FRACTIONS(QPEL, put, 0)
FRACTIONS(QPEL, avg, 1)

/* Whole pixels. C copies them by 4. */
static void put_16_mc00(uint8_t *dst, const uint8_t *src, ptrdiff_t stride)
{
    for (int y = 0; y < 16; y++)
        wasm_v128_store(dst + y * stride, wasm_v128_load(src + y * stride));
}

static void put_8_mc00(uint8_t *dst, const uint8_t *src, ptrdiff_t stride)
{
    for (int y = 0; y < 8; y++)
        wasm_v128_store64_lane(dst + y * stride, wasm_v128_load64_zero(src + y * stride), 0);
}

void __real_ff_h264qpel_init(H264QpelContext *c, int bit_depth);
void __wrap_ff_h264qpel_init(H264QpelContext *c, int bit_depth);

void __wrap_ff_h264qpel_init(H264QpelContext *c, int bit_depth)
{
    __real_ff_h264qpel_init(c, bit_depth);
    if (bit_depth == 8) {
        SET_QPEL(put, 0, 0, 0)
        FRACTIONS(SET_QPEL, put, 0)
        FRACTIONS(SET_QPEL, avg, 1)
    }
}

/*
 * Chroma is bilinear, across first; nothing is rounded between, so the order does not
 * matter. Nothing is read right of or below the block that has no weight.
 */

INLINE v128_t bilinear_row(const uint8_t *src, int dx, int width)
{
    v128_t left = wasm_i16x8_splat(8 - dx), right = wasm_i16x8_splat(dx);
    const uint8_t *next = src + (dx != 0);
    v128_t a = width == 8 ? wasm_u16x8_load8x8(src) : wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(src));
    v128_t b = width == 8 ? wasm_u16x8_load8x8(next) : wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(next));
    return wasm_i16x8_add(wasm_i16x8_mul(a, left), wasm_i16x8_mul(b, right));
}

INLINE void chroma(uint8_t *dst, const uint8_t *src, ptrdiff_t stride, int height, int dx, int dy, int width,
                   int average)
{
    v128_t top = wasm_i16x8_splat(8 - dy), bottom = wasm_i16x8_splat(dy), half = wasm_i16x8_const_splat(32);
    v128_t upper = bilinear_row(src, dx, width);
    for (int y = 0; y < height; y++, dst += stride) {
        if (dy || y < height - 1)
            src += stride;
        v128_t lower = bilinear_row(src, dx, width);
        v128_t sum = wasm_i16x8_add(wasm_i16x8_mul(upper, top), wasm_i16x8_mul(lower, bottom));
        v128_t v = to_pixels(wasm_u16x8_shr(wasm_i16x8_add(sum, half), 6));
        if (width == 8)
            wasm_v128_store64_lane(dst, average ? wasm_u8x16_avgr(v, wasm_v128_load64_zero(dst)) : v, 0);
        else
            wasm_v128_store32_lane(dst, average ? wasm_u8x16_avgr(v, wasm_v128_load32_zero(dst)) : v, 0);
        upper = lower;
    }
}

#define CHROMA(name, width, average)                                                                             \
    static void name##_chroma_##width(uint8_t *dst, const uint8_t *src, ptrdiff_t stride, int height, int dx,    \
                                      int dy)                                                                    \
    {                                                                                                            \
        chroma(dst, src, stride, height, dx, dy, width, average);                                                \
    }

CHROMA(put, 8, 0)
CHROMA(put, 4, 0)
CHROMA(avg, 8, 1)
CHROMA(avg, 4, 1)

void __real_ff_h264chroma_init(H264ChromaContext *c, int bit_depth);
void __wrap_ff_h264chroma_init(H264ChromaContext *c, int bit_depth);

void __wrap_ff_h264chroma_init(H264ChromaContext *c, int bit_depth)
{
    __real_ff_h264chroma_init(c, bit_depth);
    if (bit_depth == 8) {
        c->put_h264_chroma_pixels_tab[0] = put_chroma_8;
        c->put_h264_chroma_pixels_tab[1] = put_chroma_4;
        c->avg_h264_chroma_pixels_tab[0] = avg_chroma_8;
        c->avg_h264_chroma_pixels_tab[1] = avg_chroma_4;
    }
}
