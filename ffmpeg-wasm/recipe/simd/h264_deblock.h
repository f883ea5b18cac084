/*
 * H.264's deblocking of luma edges between inter blocks, for encoder and decoder.
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * C decides pixel by pixel. Here 16 are filtered at once; where one is to stay, the bounds
 * of its change are 0.
 */
#ifndef FFUNIT_SIMD_H264_DEBLOCK_H
#define FFUNIT_SIMD_H264_DEBLOCK_H

#include "vectors.h"

/* The pixels beside an edge, p before and q behind it, number 0 next to it. */
typedef struct {
    v128_t p2, p1, p0, q0, q1, q2;
} edge_t;

INLINE v128_t closer_than(v128_t a, v128_t b, v128_t bound)
{
    return wasm_u8x16_lt(wasm_i8x16_sub(wasm_u8x16_max(a, b), wasm_u8x16_min(a, b)), bound);
}

/* The mean of `outer` and `middle`, rounded down, but at most `bound` away from `inner`. */
INLINE v128_t bounded_mean(v128_t outer, v128_t middle, v128_t inner, v128_t bound)
{
    v128_t odd = wasm_v128_and(wasm_v128_xor(outer, middle), wasm_i8x16_const_splat(1));
    v128_t mean = wasm_i8x16_sub(wasm_u8x16_avgr(outer, middle), odd);
    mean = wasm_u8x16_max(mean, wasm_u8x16_sub_sat(inner, bound));
    return wasm_u8x16_min(mean, wasm_u8x16_add_sat(inner, bound));
}

/* How much p0 rises and q0 falls, of 16-bit lanes. */
INLINE v128_t bounded_delta(v128_t p1, v128_t p0, v128_t q0, v128_t q1, v128_t bound)
{
    v128_t delta = wasm_i16x8_add(wasm_i16x8_shl(wasm_i16x8_sub(q0, p0), 2), wasm_i16x8_sub(p1, q1));
    delta = wasm_i16x8_shr(wasm_i16x8_add(delta, wasm_i16x8_const_splat(4)), 3);
    return wasm_i16x8_min(wasm_i16x8_max(delta, wasm_i16x8_neg(bound)), bound);
}

#define LOW(v) wasm_u16x8_extend_low_u8x16(v)
#define HIGH(v) wasm_u16x8_extend_high_u8x16(v)

/* A bound in `tc0` is that of 4 pixels; if it is negative they stay. */
INLINE void deblock_edge(edge_t *e, int alpha, int beta, const int8_t tc0[4])
{
    v128_t near = wasm_i8x16_splat(beta);
    v128_t bound = wasm_v128_load32_zero(tc0);
    bound = wasm_i8x16_shuffle(bound, bound, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    v128_t change = wasm_i8x16_gt(bound, wasm_i8x16_const_splat(-1));
    change = wasm_v128_and(change, closer_than(e->p0, e->q0, wasm_i8x16_splat(alpha)));
    change = wasm_v128_and(change, closer_than(e->p1, e->p0, near));
    change = wasm_v128_and(change, closer_than(e->q1, e->q0, near));
    bound = wasm_v128_and(bound, change);
    v128_t flat_p = wasm_v128_and(change, closer_than(e->p2, e->p0, near));
    v128_t flat_q = wasm_v128_and(change, closer_than(e->q2, e->q0, near));

    v128_t middle = wasm_u8x16_avgr(e->p0, e->q0);
    v128_t p1 = bounded_mean(e->p2, middle, e->p1, wasm_v128_and(bound, flat_p));
    v128_t q1 = bounded_mean(e->q2, middle, e->q1, wasm_v128_and(bound, flat_q));

    /* A true lane is -1: the bound is one more for each flat side. */
    bound = wasm_i8x16_sub(wasm_i8x16_sub(bound, flat_p), flat_q);
    v128_t low = bounded_delta(LOW(e->p1), LOW(e->p0), LOW(e->q0), LOW(e->q1), LOW(bound));
    v128_t high = bounded_delta(HIGH(e->p1), HIGH(e->p0), HIGH(e->q0), HIGH(e->q1), HIGH(bound));
    v128_t p0 = wasm_u8x16_narrow_i16x8(wasm_i16x8_add(LOW(e->p0), low), wasm_i16x8_add(HIGH(e->p0), high));
    v128_t q0 = wasm_u8x16_narrow_i16x8(wasm_i16x8_sub(LOW(e->q0), low), wasm_i16x8_sub(HIGH(e->q0), high));
    *e = (edge_t){e->p2, p1, p0, q0, q1, e->q2};
}

/* An edge between rows; `pix` is right below it. */
INLINE void deblock_rows(uint8_t *pix, intptr_t stride, int alpha, int beta, const int8_t *tc0)
{
    edge_t e = {wasm_v128_load(pix - 3 * stride), wasm_v128_load(pix - 2 * stride), wasm_v128_load(pix - stride),
                wasm_v128_load(pix),              wasm_v128_load(pix + stride),     wasm_v128_load(pix + 2 * stride)};
    deblock_edge(&e, alpha, beta, tc0);
    wasm_v128_store(pix - 2 * stride, e.p1);
    wasm_v128_store(pix - stride, e.p0);
    wasm_v128_store(pix, e.q0);
    wasm_v128_store(pix + stride, e.q1);
}

#define ZIP8(half, a, b)                                                                                         \
    wasm_i8x16_shuffle(a, b, half, half + 16, half + 1, half + 17, half + 2, half + 18, half + 3, half + 19,     \
                       half + 4, half + 20, half + 5, half + 21, half + 6, half + 22, half + 7, half + 23)
#define ZIP16(half, a, b)                                                                                        \
    wasm_i16x8_shuffle(a, b, half / 2, half / 2 + 8, half / 2 + 1, half / 2 + 9, half / 2 + 2, half / 2 + 10,    \
                       half / 2 + 3, half / 2 + 11)
#define ZIP32(half, a, b) wasm_i32x4_shuffle(a, b, half / 4, half / 4 + 4, half / 4 + 1, half / 4 + 5)

/* 8x8 bytes in one half of 8 vectors to 4 vectors, two columns in each. */
#define TRANSPOSE(half, v, columns)                                                                              \
    {                                                                                                            \
        v128_t a = ZIP8(half, v[0], v[1]), b = ZIP8(half, v[2], v[3]);                                           \
        v128_t c = ZIP8(half, v[4], v[5]), d = ZIP8(half, v[6], v[7]);                                           \
        columns[0] = ZIP32(0, ZIP16(0, a, b), ZIP16(0, c, d));                                                   \
        columns[1] = ZIP32(8, ZIP16(0, a, b), ZIP16(0, c, d));                                                   \
        columns[2] = ZIP32(0, ZIP16(8, a, b), ZIP16(8, c, d));                                                   \
        columns[3] = ZIP32(8, ZIP16(8, a, b), ZIP16(8, c, d));                                                   \
    }

INLINE void store_rows4(uint8_t *pix, intptr_t stride, v128_t v)
{
    wasm_v128_store32_lane(pix, v, 0);
    wasm_v128_store32_lane(pix + stride, v, 1);
    wasm_v128_store32_lane(pix + 2 * stride, v, 2);
    wasm_v128_store32_lane(pix + 3 * stride, v, 3);
}

/* An edge between columns; `pix` is right behind it. 4 pixels on either side are read. */
INLINE void deblock_columns(uint8_t *pix, intptr_t stride, int alpha, int beta, const int8_t *tc0)
{
    v128_t v[8], top[4], bottom[4];
    for (int y = 0; y < 8; y++)
        v[y] = load_8_8(pix - 4 + y * stride, pix - 4 + (y + 8) * stride);
    TRANSPOSE(0, v, top)
    TRANSPOSE(8, v, bottom)
    edge_t e = {
        wasm_i64x2_shuffle(top[0], bottom[0], 1, 3), wasm_i64x2_shuffle(top[1], bottom[1], 0, 2),
        wasm_i64x2_shuffle(top[1], bottom[1], 1, 3), wasm_i64x2_shuffle(top[2], bottom[2], 0, 2),
        wasm_i64x2_shuffle(top[2], bottom[2], 1, 3), wasm_i64x2_shuffle(top[3], bottom[3], 0, 2),
    };
    deblock_edge(&e, alpha, beta, tc0);
    v128_t p_top = ZIP8(0, e.p1, e.p0), p_bottom = ZIP8(8, e.p1, e.p0);
    v128_t q_top = ZIP8(0, e.q0, e.q1), q_bottom = ZIP8(8, e.q0, e.q1);
    store_rows4(pix - 2, stride, ZIP16(0, p_top, q_top));
    store_rows4(pix - 2 + 4 * stride, stride, ZIP16(8, p_top, q_top));
    store_rows4(pix - 2 + 8 * stride, stride, ZIP16(0, p_bottom, q_bottom));
    store_rows4(pix - 2 + 12 * stride, stride, ZIP16(8, p_bottom, q_bottom));
}

#endif
