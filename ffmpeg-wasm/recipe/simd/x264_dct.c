/*
 * x264's transforms and quantizers for 8 bits, in place of what x264_8_dct_init() and
 * x264_8_quant_init() chose. SPDX-License-Identifier: GPL-2.0-or-later
 *
 * x264's C code transforms line by line, with a transposition in how it stores, of which
 * compilers make single lanes. Here a vector holds the lines of two 4x4 blocks, or one of
 * an 8x8 block. Sums are of 16 bits where they cannot be more.
 */
#include "common/common.h"

#include "vectors.h"

INLINE v128_t low64(v128_t a, v128_t b) { return wasm_i64x2_shuffle(a, b, 0, 2); }
INLINE v128_t high64(v128_t a, v128_t b) { return wasm_i64x2_shuffle(a, b, 1, 3); }
INLINE v128_t zip_low32(v128_t a, v128_t b) { return wasm_i32x4_shuffle(a, b, 0, 4, 1, 5); }
INLINE v128_t zip_high32(v128_t a, v128_t b) { return wasm_i32x4_shuffle(a, b, 2, 6, 3, 7); }
INLINE v128_t zip_low16(v128_t a, v128_t b) { return wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
INLINE v128_t zip_high16(v128_t a, v128_t b) { return wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }

/* Two 4x4 blocks beside each other, each on its own. */
INLINE void transpose_4_4(v128_t v[4])
{
    v128_t a01 = zip_low16(v[0], v[1]), b01 = zip_high16(v[0], v[1]);
    v128_t a23 = zip_low16(v[2], v[3]), b23 = zip_high16(v[2], v[3]);
    v128_t a_low = zip_low32(a01, a23), a_high = zip_high32(a01, a23);
    v128_t b_low = zip_low32(b01, b23), b_high = zip_high32(b01, b23);
    v[0] = low64(a_low, b_low);
    v[1] = high64(a_low, b_low);
    v[2] = low64(a_high, b_high);
    v[3] = high64(a_high, b_high);
}

INLINE void transpose_8(v128_t v[8])
{
    v128_t low[4], high[4];
    for (int i = 0; i < 4; i++) {
        low[i] = zip_low16(v[2 * i], v[2 * i + 1]);
        high[i] = zip_high16(v[2 * i], v[2 * i + 1]);
    }
    for (int i = 0; i < 2; i++) {
        const v128_t *half = i ? high : low;
        v128_t a0 = zip_low32(half[0], half[1]), a1 = zip_high32(half[0], half[1]);
        v128_t b0 = zip_low32(half[2], half[3]), b1 = zip_high32(half[2], half[3]);
        v[4 * i] = low64(a0, b0);
        v[4 * i + 1] = high64(a0, b0);
        v[4 * i + 2] = low64(a1, b1);
        v[4 * i + 3] = high64(a1, b1);
    }
}

/*
 * Forward. No sum of 16 bits overflows: a coefficient is 36 * 255 at most of 4x4, and
 * less than 77 * 255 of 8x8.
 */

INLINE v128_t differences(const pixel *a, const pixel *b)
{
    return wasm_i16x8_sub(wasm_u16x8_load8x8(a), wasm_u16x8_load8x8(b));
}

INLINE void dct4(v128_t v[4])
{
    v128_t s03 = wasm_i16x8_add(v[0], v[3]), s12 = wasm_i16x8_add(v[1], v[2]);
    v128_t d03 = wasm_i16x8_sub(v[0], v[3]), d12 = wasm_i16x8_sub(v[1], v[2]);
    v[0] = wasm_i16x8_add(s03, s12);
    v[1] = wasm_i16x8_add(wasm_i16x8_add(d03, d03), d12);
    v[2] = wasm_i16x8_sub(s03, s12);
    v[3] = wasm_i16x8_sub(d03, wasm_i16x8_add(d12, d12));
}

/* Nothing is rounded, so down may come before across; the coefficients are stored column by column. */
INLINE void dct_4_4(v128_t v[4])
{
    dct4(v);
    transpose_4_4(v);
    dct4(v);
}

static void sub4x4_dct(dctcoef dct[16], pixel *a, pixel *b)
{
    v128_t v[4];
    for (int y = 0; y < 4; y++)
        v[y] = wasm_i16x8_sub(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(a + y * FENC_STRIDE)),
                              wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(b + y * FDEC_STRIDE)));
    dct_4_4(v);
    wasm_v128_store(dct, low64(v[0], v[1]));
    wasm_v128_store(dct + 8, low64(v[2], v[3]));
}

INLINE void sub8x4_dct(dctcoef dct[2][16], const pixel *a, const pixel *b)
{
    v128_t v[4];
    for (int y = 0; y < 4; y++)
        v[y] = differences(a + y * FENC_STRIDE, b + y * FDEC_STRIDE);
    dct_4_4(v);
    wasm_v128_store(dct[0], low64(v[0], v[1]));
    wasm_v128_store(dct[0] + 8, low64(v[2], v[3]));
    wasm_v128_store(dct[1], high64(v[0], v[1]));
    wasm_v128_store(dct[1] + 8, high64(v[2], v[3]));
}

static void sub8x8_dct(dctcoef dct[4][16], pixel *a, pixel *b)
{
    sub8x4_dct(dct, a, b);
    sub8x4_dct(dct + 2, a + 4 * FENC_STRIDE, b + 4 * FDEC_STRIDE);
}

static void sub16x16_dct(dctcoef dct[16][16], pixel *a, pixel *b)
{
    for (int i = 0; i < 4; i++)
        sub8x8_dct(dct + 4 * i, a + i / 2 * 8 * FENC_STRIDE + i % 2 * 8, b + i / 2 * 8 * FDEC_STRIDE + i % 2 * 8);
}

INLINE v128_t plus_half(v128_t v) { return wasm_i16x8_add(v, wasm_i16x8_shr(v, 1)); }

INLINE void dct8(v128_t v[8])
{
    v128_t s[4], d[4];
    for (int i = 0; i < 4; i++) {
        s[i] = wasm_i16x8_add(v[i], v[7 - i]);
        d[i] = wasm_i16x8_sub(v[i], v[7 - i]);
    }
    v128_t a0 = wasm_i16x8_add(s[0], s[3]), a1 = wasm_i16x8_add(s[1], s[2]);
    v128_t a2 = wasm_i16x8_sub(s[0], s[3]), a3 = wasm_i16x8_sub(s[1], s[2]);
    v128_t b0 = wasm_i16x8_add(wasm_i16x8_add(d[1], d[2]), plus_half(d[0]));
    v128_t b1 = wasm_i16x8_sub(wasm_i16x8_sub(d[0], d[3]), plus_half(d[2]));
    v128_t b2 = wasm_i16x8_sub(wasm_i16x8_add(d[0], d[3]), plus_half(d[1]));
    v128_t b3 = wasm_i16x8_add(wasm_i16x8_sub(d[1], d[2]), plus_half(d[3]));
    v[0] = wasm_i16x8_add(a0, a1);
    v[1] = wasm_i16x8_add(b0, wasm_i16x8_shr(b3, 2));
    v[2] = wasm_i16x8_add(a2, wasm_i16x8_shr(a3, 1));
    v[3] = wasm_i16x8_add(b1, wasm_i16x8_shr(b2, 2));
    v[4] = wasm_i16x8_sub(a0, a1);
    v[5] = wasm_i16x8_sub(b2, wasm_i16x8_shr(b1, 2));
    v[6] = wasm_i16x8_sub(wasm_i16x8_shr(a2, 1), a3);
    v[7] = wasm_i16x8_sub(wasm_i16x8_shr(b0, 2), b3);
}

/* Rounds, so down has to come first, as in C. */
static void sub8x8_dct8(dctcoef dct[64], pixel *a, pixel *b)
{
    v128_t v[8];
    for (int y = 0; y < 8; y++)
        v[y] = differences(a + y * FENC_STRIDE, b + y * FDEC_STRIDE);
    dct8(v);
    transpose_8(v);
    dct8(v);
    for (int i = 0; i < 8; i++)
        wasm_v128_store(dct + 8 * i, v[i]);
}

static void sub16x16_dct8(dctcoef dct[4][64], pixel *a, pixel *b)
{
    for (int i = 0; i < 4; i++)
        sub8x8_dct8(dct[i], a + i / 2 * 8 * FENC_STRIDE + i % 2 * 8, b + i / 2 * 8 * FDEC_STRIDE + i % 2 * 8);
}

/*
 * Backward. C keeps 16 bits after the first pass, whatever the sum; the second pass is of
 * 32 bits there and so here.
 */

INLINE void idct4_first(v128_t v[4])
{
    v128_t s02 = wasm_i16x8_add(v[0], v[2]), d02 = wasm_i16x8_sub(v[0], v[2]);
    v128_t s13 = wasm_i16x8_add(v[1], wasm_i16x8_shr(v[3], 1)), d13 = wasm_i16x8_sub(wasm_i16x8_shr(v[1], 1), v[3]);
    v[0] = wasm_i16x8_add(s02, s13);
    v[1] = wasm_i16x8_add(d02, d13);
    v[2] = wasm_i16x8_sub(d02, d13);
    v[3] = wasm_i16x8_sub(s02, s13);
}

INLINE void idct4_second(v128_t v[4])
{
    v128_t half = wasm_i32x4_const_splat(32), first = wasm_i32x4_add(v[0], half);
    v128_t s02 = wasm_i32x4_add(first, v[2]), d02 = wasm_i32x4_sub(first, v[2]);
    v128_t s13 = wasm_i32x4_add(v[1], wasm_i32x4_shr(v[3], 1)), d13 = wasm_i32x4_sub(wasm_i32x4_shr(v[1], 1), v[3]);
    v[0] = wasm_i32x4_shr(wasm_i32x4_add(s02, s13), 6);
    v[1] = wasm_i32x4_shr(wasm_i32x4_add(d02, d13), 6);
    v[2] = wasm_i32x4_shr(wasm_i32x4_sub(d02, d13), 6);
    v[3] = wasm_i32x4_shr(wasm_i32x4_sub(s02, s13), 6);
}

INLINE v128_t sum_of_pixels(v128_t pixels, v128_t residue)
{
    v128_t sum = wasm_i16x8_add(wasm_u16x8_extend_low_u8x16(pixels), residue);
    return wasm_u8x16_narrow_i16x8(sum, sum);
}

static void add4x4_idct(pixel *p, dctcoef dct[16])
{
    v128_t v[4], w[4];
    for (int i = 0; i < 4; i++)
        v[i] = wasm_v128_load64_zero(dct + 4 * i);
    idct4_first(v);
    transpose_4_4(v);
    for (int i = 0; i < 4; i++)
        w[i] = wasm_i32x4_extend_low_i16x8(v[i]);
    idct4_second(w);
    for (int y = 0; y < 4; y++, p += FDEC_STRIDE)
        wasm_v128_store32_lane(p, sum_of_pixels(wasm_v128_load32_zero(p), wasm_i16x8_narrow_i32x4(w[y], w[y])), 0);
}

INLINE void add8x4_idct(pixel *p, dctcoef dct[2][16])
{
    v128_t v[4], a[4], b[4];
    for (int i = 0; i < 4; i++)
        v[i] = wasm_v128_load64_lane(dct[1] + 4 * i, wasm_v128_load64_zero(dct[0] + 4 * i), 1);
    idct4_first(v);
    transpose_4_4(v);
    for (int i = 0; i < 4; i++) {
        a[i] = wasm_i32x4_extend_low_i16x8(v[i]);
        b[i] = wasm_i32x4_extend_high_i16x8(v[i]);
    }
    idct4_second(a);
    idct4_second(b);
    for (int y = 0; y < 4; y++, p += FDEC_STRIDE)
        wasm_v128_store64_lane(p, sum_of_pixels(wasm_v128_load64_zero(p), wasm_i16x8_narrow_i32x4(a[y], b[y])), 0);
}

static void add8x8_idct(pixel *p, dctcoef dct[4][16])
{
    add8x4_idct(p, dct);
    add8x4_idct(p + 4 * FDEC_STRIDE, dct + 2);
}

static void add16x16_idct(pixel *p, dctcoef dct[16][16])
{
    for (int i = 0; i < 4; i++)
        add8x8_idct(p + i / 2 * 8 * FDEC_STRIDE + i % 2 * 8, dct + 4 * i);
}

void __real_x264_8_dct_init(uint32_t cpu, x264_dct_function_t *table);
void __wrap_x264_8_dct_init(uint32_t cpu, x264_dct_function_t *table);

void __wrap_x264_8_dct_init(uint32_t cpu, x264_dct_function_t *table)
{
    __real_x264_8_dct_init(cpu, table);

    table->sub4x4_dct = sub4x4_dct;
    table->sub8x8_dct = sub8x8_dct;
    table->sub16x16_dct = sub16x16_dct;
    table->sub8x8_dct8 = sub8x8_dct8;
    table->sub16x16_dct8 = sub16x16_dct8;
    table->add4x4_idct = add4x4_idct;
    table->add8x8_idct = add8x8_idct;
    table->add16x16_idct = add16x16_idct;
}

/*
 * Quantizers. A coefficient and its bias are 16 bits together: biases are below 2^15.
 */

INLINE v128_t quant(v128_t v, v128_t factor, v128_t bias)
{
    v128_t rounded = wasm_i16x8_add(wasm_i16x8_abs(v), bias);
    v128_t low = wasm_u32x4_extmul_low_u16x8(rounded, factor), high = wasm_u32x4_extmul_high_u16x8(rounded, factor);
    v128_t level = wasm_i16x8_shuffle(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
    v128_t sign = wasm_i16x8_le(v, wasm_i16x8_const_splat(0));
    return wasm_i16x8_sub(wasm_v128_xor(level, sign), sign);
}

INLINE int quant_all(dctcoef *dct, const udctcoef *factors, const udctcoef *biases, int count)
{
    v128_t any = wasm_i16x8_const_splat(0);
    for (int i = 0; i < count; i += 8) {
        v128_t level = quant(wasm_v128_load(dct + i), wasm_v128_load(factors + i), wasm_v128_load(biases + i));
        wasm_v128_store(dct + i, level);
        any = wasm_v128_or(any, level);
    }
    return wasm_v128_any_true(any);
}

static int quant_8x8(dctcoef dct[64], udctcoef factors[64], udctcoef biases[64])
{
    return quant_all(dct, factors, biases, 64);
}

static int quant_4x4(dctcoef dct[16], udctcoef factors[16], udctcoef biases[16])
{
    return quant_all(dct, factors, biases, 16);
}

static int quant_4x4x4(dctcoef dct[4][16], udctcoef factors[16], udctcoef biases[16])
{
    int any = 0;
    for (int i = 0; i < 4; i++)
        any |= quant_all(dct[i], factors, biases, 16) << i;
    return any;
}

void __real_x264_8_quant_init(x264_t *h, uint32_t cpu, x264_quant_function_t *table);
void __wrap_x264_8_quant_init(x264_t *h, uint32_t cpu, x264_quant_function_t *table);

void __wrap_x264_8_quant_init(x264_t *h, uint32_t cpu, x264_quant_function_t *table)
{
    __real_x264_8_quant_init(h, cpu, table);

    table->quant_8x8 = quant_8x8;
    table->quant_4x4 = quant_4x4;
    table->quant_4x4x4 = quant_4x4x4;
}
