/*
 * x264's pixel metrics for 8 bits, in place of what x264_8_pixel_init() chose.
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * x264's C code packs two 16-bit sums into one 32-bit word, which no compiler turns into
 * vectors; here eight sums lie in one vector. SADs stay in bytes as long as they fit.
 * All results are the same integers.
 */
#include "common/common.h"

#include "vectors.h"

typedef struct {
    v128_t v[4];
} rows4;

/*
 * Sums of absolute differences
 */

/* As many rows of a block as fill a vector. */
INLINE v128_t load_block(const pixel *p, intptr_t stride, int width)
{
    switch (width) {
    case 16: return wasm_v128_load(p);
    case 8: return load_8_8(p, p + stride);
    default: return load_4x4(p, stride);
    }
}

/* `count` blocks against one, a vector of 16-bit sums for each. A lane adds up 2 * 16 differences at most. */
INLINE void sads(const pixel *a, intptr_t stride_a, const pixel *const b[], intptr_t stride_b, int count, int width,
                 int height, v128_t sums[])
{
    int rows = 16 / width;
    for (int i = 0; i < count; i++)
        sums[i] = wasm_i16x8_const_splat(0);
    for (int y = 0; y < height; y += rows) {
        v128_t block = load_block(a + y * stride_a, stride_a, width);
        for (int i = 0; i < count; i++)
            sums[i] = wasm_i16x8_add(
                sums[i], absolute_differences(block, load_block(b[i] + y * stride_b, stride_b, width)));
    }
    for (int i = 0; i < count; i++)
        sums[i] = wasm_i32x4_dot_i16x8(sums[i], wasm_i16x8_const_splat(1));
}

#define SAD(w, h)                                                                                                \
    static int sad_##w##x##h(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)                           \
    {                                                                                                            \
        v128_t sum;                                                                                              \
        sads(a, stride_a, (const pixel *[]){b}, stride_b, 1, w, h, &sum);                                        \
        return sum_i32x4(sum);                                                                                   \
    }

#define SAD_X(w, h)                                                                                              \
    static void sad_x3_##w##x##h(pixel *a, pixel *b0, pixel *b1, pixel *b2, intptr_t stride, int scores[3])      \
    {                                                                                                            \
        v128_t s[3];                                                                                             \
        sads(a, FENC_STRIDE, (const pixel *[]){b0, b1, b2}, stride, 3, w, h, s);                                 \
        v128_t all = sums_i32x4(s[0], s[1], s[2], s[2]);                                                         \
        wasm_v128_store64_lane(scores, all, 0);                                                                  \
        wasm_v128_store32_lane(scores + 2, all, 2);                                                              \
    }                                                                                                            \
    static void sad_x4_##w##x##h(pixel *a, pixel *b0, pixel *b1, pixel *b2, pixel *b3, intptr_t stride,          \
                                 int scores[4])                                                                  \
    {                                                                                                            \
        v128_t s[4];                                                                                             \
        sads(a, FENC_STRIDE, (const pixel *[]){b0, b1, b2, b3}, stride, 4, w, h, s);                             \
        wasm_v128_store(scores, sums_i32x4(s[0], s[1], s[2], s[3]));                                             \
    }

#define SIZES_X(MACRO) MACRO(16, 16) MACRO(16, 8) MACRO(8, 16) MACRO(8, 8) MACRO(8, 4) MACRO(4, 8) MACRO(4, 4)
#define SIZES(MACRO) SIZES_X(MACRO) MACRO(4, 16)

SIZES(SAD)
SIZES_X(SAD_X)

/*
 * Sums of squared differences
 */

INLINE v128_t differences(const pixel *a, const pixel *b)
{
    return wasm_i16x8_sub(wasm_u16x8_load8x8(a), wasm_u16x8_load8x8(b));
}

INLINE v128_t differences_4_4(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b)
{
    return wasm_i16x8_sub(wasm_u16x8_extend_low_u8x16(load_4_4(a, a + stride_a)),
                          wasm_u16x8_extend_low_u8x16(load_4_4(b, b + stride_b)));
}

INLINE v128_t plus_squares(v128_t sum, v128_t d) { return wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(d, d)); }

INLINE int ssd(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b, int width, int height)
{
    v128_t sum = wasm_i32x4_const_splat(0);
    int rows = width == 4 ? 2 : 1;
    for (int y = 0; y < height; y += rows, a += rows * stride_a, b += rows * stride_b) {
        sum = plus_squares(sum, width == 4 ? differences_4_4(a, stride_a, b, stride_b) : differences(a, b));
        if (width == 16)
            sum = plus_squares(sum, differences(a + 8, b + 8));
    }
    return sum_i32x4(sum);
}

#define SSD(w, h)                                                                                                \
    static int ssd_##w##x##h(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)                           \
    {                                                                                                            \
        return ssd(a, stride_a, b, stride_b, w, h);                                                              \
    }

SIZES(SSD)

/*
 * Variances
 */

INLINE uint64_t var(const pixel *p, intptr_t stride, int width, int height)
{
    v128_t sum = wasm_i16x8_const_splat(0), squares = wasm_i32x4_const_splat(0);
    for (int y = 0; y < height; y++, p += stride) {
        for (int x = 0; x < width; x += 8) {
            v128_t v = wasm_u16x8_load8x8(p + x);
            sum = wasm_i16x8_add(sum, v);
            squares = plus_squares(squares, v);
        }
    }
    return (uint32_t)sum_i16x8(sum) + ((uint64_t)(uint32_t)sum_i32x4(squares) << 32);
}

#define VAR(w, h)                                                                                                \
    static uint64_t var_##w##x##h(pixel *p, intptr_t stride) { return var(p, stride, w, h); }

VAR(16, 16)
VAR(8, 16)
VAR(8, 8)

/* What is left of a colour's squared differences without their mean. */
INLINE int var2_plane(const pixel *fenc, const pixel *fdec, int height, int shift, int *ssd)
{
    v128_t sum = wasm_i16x8_const_splat(0), squares = wasm_i32x4_const_splat(0);
    for (int y = 0; y < height; y++) {
        v128_t d = differences(fenc + y * FENC_STRIDE, fdec + y * FDEC_STRIDE);
        sum = wasm_i16x8_add(sum, d);
        squares = plus_squares(squares, d);
    }
    int64_t total = sum_i16x8(sum);
    *ssd = sum_i32x4(squares);
    return *ssd - (int)(total * total >> shift);
}

static int var2_8x16(pixel *fenc, pixel *fdec, int ssd[2])
{
    return var2_plane(fenc, fdec, 16, 7, &ssd[0]) +
           var2_plane(fenc + FENC_STRIDE / 2, fdec + FDEC_STRIDE / 2, 16, 7, &ssd[1]);
}

static int var2_8x8(pixel *fenc, pixel *fdec, int ssd[2])
{
    return var2_plane(fenc, fdec, 8, 6, &ssd[0]) +
           var2_plane(fenc + FENC_STRIDE / 2, fdec + FDEC_STRIDE / 2, 8, 6, &ssd[1]);
}

/*
 * Hadamard transforms. A transform's stages may come in any order; sums of absolute
 * coefficients do not even care where a coefficient lies. And the last stage need not be
 * done for them: |a + b| + |a - b| = 2 max(|a|, |b|).
 */

/* Every pair: their sum in place of the first, their difference in place of the second. */
INLINE void butterfly(v128_t *a, v128_t *b)
{
    v128_t sum = wasm_i16x8_add(*a, *b);
    *b = wasm_i16x8_sub(*a, *b);
    *a = sum;
}

INLINE void butterflies_down4(v128_t v[4])
{
    butterfly(&v[0], &v[1]);
    butterfly(&v[2], &v[3]);
    butterfly(&v[0], &v[2]);
    butterfly(&v[1], &v[3]);
}

/* Lanes 2 apart within each half. Lanes move: 0 1 4 5 of a and of b, in that order. */
INLINE void butterfly_lanes2(v128_t *a, v128_t *b)
{
    v128_t even = wasm_i32x4_shuffle(*a, *b, 0, 2, 4, 6);
    *b = wasm_i32x4_shuffle(*a, *b, 1, 3, 5, 7);
    *a = even;
    butterfly(a, b);
}

/* Lanes 4 apart. */
INLINE void butterfly_lanes4(v128_t *a, v128_t *b)
{
    v128_t low = wasm_i64x2_shuffle(*a, *b, 0, 2);
    *b = wasm_i64x2_shuffle(*a, *b, 1, 3);
    *a = low;
    butterfly(a, b);
}

/* Neighbouring lanes. */
INLINE void butterfly_lanes1(v128_t *a, v128_t *b)
{
    v128_t even = wasm_i16x8_shuffle(*a, wasm_i32x4_shl(*b, 16), 0, 9, 2, 11, 4, 13, 6, 15);
    *b = wasm_i16x8_shuffle(wasm_u32x4_shr(*a, 16), *b, 0, 9, 2, 11, 4, 13, 6, 15);
    *a = even;
    butterfly(a, b);
}

/* Half of the sum over a last stage between neighbours; the odd lanes are of no use. */
INLINE v128_t half_sum_lanes1(v128_t v)
{
    v = wasm_i16x8_abs(v);
    return wasm_i16x8_max(v, wasm_u32x4_shr(v, 16));
}

/* The sum of the even lanes, which are unsigned. */
INLINE int sum_even_u16x8(v128_t v) { return sum_i32x4(wasm_v128_and(v, wasm_i32x4_const_splat(0xffff))); }

/* Two 4x4 blocks beside each other, half their sum in the even lanes: 8160 at most. */
INLINE v128_t satd_4_4(rows4 d)
{
    butterflies_down4(d.v);
    butterfly_lanes2(&d.v[0], &d.v[1]);
    butterfly_lanes2(&d.v[2], &d.v[3]);
    return wasm_i16x8_add(wasm_i16x8_add(half_sum_lanes1(d.v[0]), half_sum_lanes1(d.v[1])),
                          wasm_i16x8_add(half_sum_lanes1(d.v[2]), half_sum_lanes1(d.v[3])));
}

INLINE v128_t satd_8x4(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b)
{
    rows4 d;
    for (int y = 0; y < 4; y++)
        d.v[y] = differences(a + y * stride_a, b + y * stride_b);
    return satd_4_4(d);
}

/* Two 4x4 blocks below each other. */
INLINE v128_t satd_4x8(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b)
{
    rows4 d;
    for (int y = 0; y < 4; y++)
        d.v[y] = differences_4_4(a + y * stride_a, 4 * stride_a, b + y * stride_b, 4 * stride_b);
    return satd_4_4(d);
}

static int satd_8x4_sum(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)
{
    return sum_even_u16x8(satd_8x4(a, stride_a, b, stride_b));
}

static int satd_4x4_sum(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)
{
    rows4 d;
    for (int y = 0; y < 4; y++)
        d.v[y] = wasm_i16x8_sub(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(a + y * stride_a)),
                                wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(b + y * stride_b)));
    return sum_even_u16x8(satd_4_4(d));
}

/* A lane of satd_8x4() is half the sum of 4 coefficients' pairs, so eight of them fit into 16 bits. */
INLINE int satd(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b, int width, int height)
{
    v128_t sum = wasm_i16x8_const_splat(0);
    if (width == 4)
        for (int y = 0; y < height; y += 8)
            sum = wasm_i16x8_add(sum, satd_4x8(a + y * stride_a, stride_a, b + y * stride_b, stride_b));
    else
        for (int y = 0; y < height; y += 4)
            for (int x = 0; x < width; x += 8)
                sum = wasm_i16x8_add(sum, satd_8x4(a + x + y * stride_a, stride_a, b + x + y * stride_b, stride_b));
    return sum_even_u16x8(sum);
}

#define SATD_SUM(w, h)                                                                                           \
    static int satd_##w##x##h##_sum(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)                    \
    {                                                                                                            \
        return satd(a, stride_a, b, stride_b, w, h);                                                             \
    }

SATD_SUM(16, 16)
SATD_SUM(16, 8)
SATD_SUM(8, 16)
SATD_SUM(8, 8)
SATD_SUM(4, 16)
SATD_SUM(4, 8)

#define SATD_X(w, h)                                                                                             \
    static void satd_x3_##w##x##h(pixel *a, pixel *b0, pixel *b1, pixel *b2, intptr_t stride, int scores[3])     \
    {                                                                                                            \
        scores[0] = satd_##w##x##h##_sum(a, FENC_STRIDE, b0, stride);                                            \
        scores[1] = satd_##w##x##h##_sum(a, FENC_STRIDE, b1, stride);                                            \
        scores[2] = satd_##w##x##h##_sum(a, FENC_STRIDE, b2, stride);                                            \
    }                                                                                                            \
    static void satd_x4_##w##x##h(pixel *a, pixel *b0, pixel *b1, pixel *b2, pixel *b3, intptr_t stride,         \
                                  int scores[4])                                                                 \
    {                                                                                                            \
        satd_x3_##w##x##h(a, b0, b1, b2, stride, scores);                                                        \
        scores[3] = satd_##w##x##h##_sum(a, FENC_STRIDE, b3, stride);                                            \
    }

SIZES_X(SATD_X)

/* Half the sum over the coefficients of an 8x8 transform of differences. */
static int half_sa8d(const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b)
{
    v128_t v[8];
    for (int y = 0; y < 8; y++)
        v[y] = differences(a + y * stride_a, b + y * stride_b);
    butterflies_down4(v);
    butterflies_down4(v + 4);
    v128_t sum = wasm_i16x8_const_splat(0);
    for (int i = 0; i < 4; i++) {
        butterfly(&v[i], &v[i + 4]);
        butterfly_lanes4(&v[i], &v[i + 4]);
        butterfly_lanes2(&v[i], &v[i + 4]);
        sum = wasm_i16x8_add(sum, half_sum_lanes1(v[i]));
        sum = wasm_i16x8_add(sum, half_sum_lanes1(v[i + 4]));
    }
    return sum_even_u16x8(sum);
}

static int sa8d_8x8(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)
{
    return (half_sa8d(a, stride_a, b, stride_b) + 1) >> 1;
}

static int sa8d_16x16(pixel *a, intptr_t stride_a, pixel *b, intptr_t stride_b)
{
    int sum = half_sa8d(a, stride_a, b, stride_b) + half_sa8d(a + 8, stride_a, b + 8, stride_b);
    a += 8 * stride_a;
    b += 8 * stride_b;
    sum += half_sa8d(a, stride_a, b, stride_b) + half_sa8d(a + 8, stride_a, b + 8, stride_b);
    return (sum + 1) >> 1;
}

/*
 * Of 8x8 pixels: the sum over the coefficients of their four 4x4 transforms in the low
 * word, that of their 8x8 transform in the high one, both without the mean.
 */
static uint64_t hadamard_ac(const pixel *p, intptr_t stride)
{
    v128_t v[8];
    for (int y = 0; y < 8; y++)
        v[y] = wasm_u16x8_load8x8(p + y * stride);
    butterflies_down4(v);
    butterflies_down4(v + 4);

    v128_t sum4 = wasm_i16x8_const_splat(0);
    for (int i = 0; i < 8; i += 2) {
        butterfly_lanes2(&v[i], &v[i + 1]);
        butterfly_lanes1(&v[i], &v[i + 1]);
        sum4 = wasm_i16x8_add(sum4, wasm_i16x8_add(wasm_i16x8_abs(v[i]), wasm_i16x8_abs(v[i + 1])));
    }

    /* The left blocks' coefficients are in the even pairs of lanes, the right blocks' in the odd ones. */
    v128_t sum8 = wasm_i16x8_const_splat(0);
    for (int i = 0; i < 4; i++) {
        butterfly(&v[i], &v[i + 4]);
        for (int j = i; j < 8; j += 4) {
            v128_t absolute = wasm_i16x8_abs(v[j]);
            sum8 = wasm_i16x8_add(sum8, wasm_i16x8_max(absolute, wasm_u64x2_shr(absolute, 32)));
        }
    }
    uint32_t dc = wasm_u16x8_extract_lane(v[0], 0) + wasm_u16x8_extract_lane(v[0], 2);
    v128_t low = wasm_i32x4_const_splat(0xffff);
    v128_t pairs8 = wasm_i32x4_add(wasm_v128_and(sum8, low), wasm_u32x4_shr(sum8, 16));
    v128_t pairs4 = wasm_i32x4_add(wasm_v128_and(sum4, low), wasm_u32x4_shr(sum4, 16));
    uint32_t total8 = 2 * (wasm_i32x4_extract_lane(pairs8, 0) + wasm_i32x4_extract_lane(pairs8, 2));
    return ((uint64_t)(total8 - dc) << 32) + ((uint32_t)sum_i32x4(pairs4) - dc);
}

#define HADAMARD_AC(w, h)                                                                                        \
    static uint64_t hadamard_ac_##w##x##h(pixel *p, intptr_t stride)                                             \
    {                                                                                                            \
        uint64_t sum = 0;                                                                                        \
        for (int y = 0; y < h; y += 8)                                                                           \
            for (int x = 0; x < w; x += 8)                                                                       \
                sum += hadamard_ac(p + x + y * stride, stride);                                                  \
        return ((sum >> 34) << 32) + ((uint32_t)sum >> 1);                                                       \
    }

HADAMARD_AC(16, 16)
HADAMARD_AC(16, 8)
HADAMARD_AC(8, 16)
HADAMARD_AC(8, 8)

/*
 * Three intra predictions and what each costs. x264 calls its own metrics here, not what
 * the table says, and so must we.
 */
#define INTRA(metric, suffix, size, first, second, third)                                                        \
    static void intra_##metric##_x3_##suffix(pixel *fenc, pixel *fdec, int scores[3])                            \
    {                                                                                                            \
        x264_predict_##suffix##_##first##_c(fdec);                                                               \
        scores[0] = metric##_##size(fdec, FDEC_STRIDE, fenc, FENC_STRIDE);                                       \
        x264_predict_##suffix##_##second##_c(fdec);                                                              \
        scores[1] = metric##_##size(fdec, FDEC_STRIDE, fenc, FENC_STRIDE);                                       \
        x264_predict_##suffix##_##third##_c(fdec);                                                               \
        scores[2] = metric##_##size(fdec, FDEC_STRIDE, fenc, FENC_STRIDE);                                       \
    }

INTRA(sad, 4x4, 4x4, v, h, dc)
INTRA(satd, 4x4, 4x4_sum, v, h, dc)
INTRA(sad, 8x8c, 8x8, dc, h, v)
INTRA(satd, 8x8c, 8x8_sum, dc, h, v)
INTRA(sad, 8x16c, 8x16, dc, h, v)
INTRA(satd, 8x16c, 8x16_sum, dc, h, v)
INTRA(sad, 16x16, 16x16, v, h, dc)
INTRA(satd, 16x16, 16x16_sum, v, h, dc)

#define INTRA_8x8(metric)                                                                                        \
    static void intra_##metric##_x3_8x8(pixel *fenc, pixel edge[36], int scores[3])                              \
    {                                                                                                            \
        ALIGNED_ARRAY_16(pixel, predicted, [8 * FDEC_STRIDE]);                                                   \
        x264_predict_8x8_v_c(predicted, edge);                                                                   \
        scores[0] = metric##_8x8(predicted, FDEC_STRIDE, fenc, FENC_STRIDE);                                     \
        x264_predict_8x8_h_c(predicted, edge);                                                                   \
        scores[1] = metric##_8x8(predicted, FDEC_STRIDE, fenc, FENC_STRIDE);                                     \
        x264_predict_8x8_dc_c(predicted, edge);                                                                  \
        scores[2] = metric##_8x8(predicted, FDEC_STRIDE, fenc, FENC_STRIDE);                                     \
    }

INTRA_8x8(sad)
INTRA_8x8(sa8d)

void __real_x264_8_pixel_init(uint32_t cpu, x264_pixel_function_t *table);
void __wrap_x264_8_pixel_init(uint32_t cpu, x264_pixel_function_t *table);

void __wrap_x264_8_pixel_init(uint32_t cpu, x264_pixel_function_t *table)
{
    __real_x264_8_pixel_init(cpu, table);

#define SET(w, h)                                                                                                \
    table->sad[PIXEL_##w##x##h] = table->sad_aligned[PIXEL_##w##x##h] = sad_##w##x##h;                           \
    table->ssd[PIXEL_##w##x##h] = ssd_##w##x##h;                                                                 \
    table->satd[PIXEL_##w##x##h] = satd_##w##x##h##_sum;
#define SET_X(w, h)                                                                                              \
    table->sad_x3[PIXEL_##w##x##h] = sad_x3_##w##x##h;                                                           \
    table->sad_x4[PIXEL_##w##x##h] = sad_x4_##w##x##h;                                                           \
    table->satd_x3[PIXEL_##w##x##h] = satd_x3_##w##x##h;                                                         \
    table->satd_x4[PIXEL_##w##x##h] = satd_x4_##w##x##h;
    SIZES(SET)
    SIZES_X(SET_X)

    table->var[PIXEL_16x16] = var_16x16;
    table->var[PIXEL_8x16] = var_8x16;
    table->var[PIXEL_8x8] = var_8x8;
    table->var2[PIXEL_8x16] = var2_8x16;
    table->var2[PIXEL_8x8] = var2_8x8;
    table->sa8d[PIXEL_8x8] = sa8d_8x8;
    table->sa8d[PIXEL_16x16] = sa8d_16x16;
    table->hadamard_ac[PIXEL_16x16] = hadamard_ac_16x16;
    table->hadamard_ac[PIXEL_16x8] = hadamard_ac_16x8;
    table->hadamard_ac[PIXEL_8x16] = hadamard_ac_8x16;
    table->hadamard_ac[PIXEL_8x8] = hadamard_ac_8x8;

    table->intra_sad_x3_4x4 = intra_sad_x3_4x4;
    table->intra_satd_x3_4x4 = intra_satd_x3_4x4;
    table->intra_sad_x3_8x8 = intra_sad_x3_8x8;
    table->intra_sa8d_x3_8x8 = intra_sa8d_x3_8x8;
    table->intra_sad_x3_8x8c = intra_sad_x3_8x8c;
    table->intra_satd_x3_8x8c = intra_satd_x3_8x8c;
    table->intra_sad_x3_8x16c = intra_sad_x3_8x16c;
    table->intra_satd_x3_8x16c = intra_satd_x3_8x16c;
    table->intra_sad_x3_16x16 = intra_sad_x3_16x16;
    table->intra_satd_x3_16x16 = intra_satd_x3_16x16;
}
