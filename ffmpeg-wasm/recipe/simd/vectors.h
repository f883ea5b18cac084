/*
 * What the kernels share. SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * wasm has no sum over a vector and no sum of absolute differences; these are the
 * sequences that become the fewest x86-64-v2 instructions.
 */
#ifndef FFUNIT_SIMD_VECTORS_H
#define FFUNIT_SIMD_VECTORS_H

#include <stdint.h>
#include <wasm_simd128.h>

#define INLINE static inline __attribute__((always_inline))

/* The first 8 bytes at `low` and the first 8 at `high`, as one vector. */
INLINE v128_t load_8_8(const uint8_t *low, const uint8_t *high)
{
    return wasm_v128_load64_lane(high, wasm_v128_load64_zero(low), 1);
}

/* 4 bytes of each of two places, in the low half. */
INLINE v128_t load_4_4(const uint8_t *first, const uint8_t *second)
{
    return wasm_v128_load32_lane(second, wasm_v128_load32_zero(first), 1);
}

/* 4 bytes of each of 4 rows. */
INLINE v128_t load_4x4(const uint8_t *p, intptr_t stride)
{
    v128_t v = load_4_4(p, p + stride);
    v = wasm_v128_load32_lane(p + 2 * stride, v, 2);
    return wasm_v128_load32_lane(p + 3 * stride, v, 3);
}

INLINE int32_t sum_i32x4(v128_t v)
{
    v = wasm_i32x4_add(v, wasm_i32x4_shuffle(v, v, 2, 3, 0, 1));
    v = wasm_i32x4_add(v, wasm_i32x4_shuffle(v, v, 1, 0, 3, 2));
    return wasm_i32x4_extract_lane(v, 0);
}

/* Of signed lanes. */
INLINE int32_t sum_i16x8(v128_t v)
{
    return sum_i32x4(wasm_i32x4_dot_i16x8(v, wasm_i16x8_const_splat(1)));
}

/* The sums of four vectors of 32-bit lanes, as one. */
INLINE v128_t sums_i32x4(v128_t a, v128_t b, v128_t c, v128_t d)
{
    v128_t ab = wasm_i32x4_add(wasm_i32x4_shuffle(a, b, 0, 2, 4, 6), wasm_i32x4_shuffle(a, b, 1, 3, 5, 7));
    v128_t cd = wasm_i32x4_add(wasm_i32x4_shuffle(c, d, 0, 2, 4, 6), wasm_i32x4_shuffle(c, d, 1, 3, 5, 7));
    return wasm_i32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 2, 4, 6), wasm_i32x4_shuffle(ab, cd, 1, 3, 5, 7));
}

/* |a - b| of bytes, two neighbours added up: 8 lanes of at most 510. */
INLINE v128_t absolute_differences(v128_t a, v128_t b)
{
    return wasm_u16x8_extadd_pairwise_u8x16(wasm_i8x16_sub(wasm_u8x16_max(a, b), wasm_u8x16_min(a, b)));
}

#endif
