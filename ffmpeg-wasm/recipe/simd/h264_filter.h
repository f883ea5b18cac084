/*
 * H.264's filter for what lies between pixels, 1 -5 20 20 -5 1, for encoder and decoder.
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */
#ifndef FFUNIT_SIMD_H264_FILTER_H
#define FFUNIT_SIMD_H264_FILTER_H

#include "vectors.h"

/* a - 5b + 20c, which is -2550 to 10710 for pixels. */
INLINE v128_t filter(v128_t outer, v128_t middle, v128_t inner)
{
    v128_t inner4_less_middle = wasm_i16x8_sub(wasm_i16x8_shl(inner, 2), middle);
    return wasm_i16x8_add(outer, wasm_i16x8_mul(inner4_less_middle, wasm_i16x8_const_splat(5)));
}

INLINE v128_t filter_pixels(const uint8_t *src, intptr_t step)
{
    v128_t outer = wasm_i16x8_add(wasm_u16x8_load8x8(src - 2 * step), wasm_u16x8_load8x8(src + 3 * step));
    v128_t middle = wasm_i16x8_add(wasm_u16x8_load8x8(src - step), wasm_u16x8_load8x8(src + 2 * step));
    v128_t inner = wasm_i16x8_add(wasm_u16x8_load8x8(src), wasm_u16x8_load8x8(src + step));
    return filter(outer, middle, inner);
}

INLINE v128_t round5(v128_t v) { return wasm_i16x8_shr(wasm_i16x8_add(v, wasm_i16x8_const_splat(16)), 5); }

/*
 * (a - 5b + 20c + 512) >> 10 of already filtered values, as
 * (((((a - b) >> 2) - b + c) >> 2) + c + 32) >> 6, which is the same since rounding down
 * in steps is rounding down once. Only "- b + c" may leave 16 bits, and what it
 * saturates to is clipped to the same pixel.
 */
INLINE v128_t filter_filtered(v128_t outer, v128_t middle, v128_t inner)
{
    v128_t v = wasm_i16x8_sub(wasm_i16x8_shr(wasm_i16x8_sub(outer, middle), 2), middle);
    v = wasm_i16x8_add(wasm_i16x8_shr(wasm_i16x8_add_sat(v, inner), 2), inner);
    return wasm_i16x8_shr(wasm_i16x8_add(v, wasm_i16x8_const_splat(32)), 6);
}

#endif
