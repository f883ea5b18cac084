/*
 * x264's motion compensation for 8 bits, in place of what x264_8_mc_init() chose.
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * x264's C code loops over widths that it gets as arguments, and so is not turned into
 * vectors or only behind checks for overlap; and it filters in 32 bits. Here a row is a
 * few vectors, and all is done in 8 or 16 bits where that gives the same.
 */
#include "common/common.h"

#include "h264_filter.h"
#include "vectors.h"

/*
 * Blocks of two sources, pixel by pixel
 */

/* 16 pixels of each source to 16 pixels. */
typedef v128_t (*mix_t)(v128_t a, v128_t b, const void *how);

INLINE void mix_rows(pixel *dst, intptr_t stride, const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b,
                     int width, int height, mix_t mix, const void *how)
{
    for (int y = 0; y < height; y++, dst += stride, a += stride_a, b += stride_b) {
        int x = 0;
        for (; x + 16 <= width; x += 16)
            wasm_v128_store(dst + x, mix(wasm_v128_load(a + x), wasm_v128_load(b + x), how));
        if (width & 8) {
            v128_t v = mix(wasm_v128_load64_zero(a + x), wasm_v128_load64_zero(b + x), how);
            wasm_v128_store64_lane(dst + x, v, 0);
            x += 8;
        }
        if (width & 4) {
            v128_t v = mix(wasm_v128_load32_zero(a + x), wasm_v128_load32_zero(b + x), how);
            wasm_v128_store32_lane(dst + x, v, 0);
            x += 4;
        }
        if (width & 2) {
            v128_t zero = wasm_i8x16_const_splat(0);
            v128_t v = mix(wasm_v128_load16_lane(a + x, zero, 0), wasm_v128_load16_lane(b + x, zero, 0), how);
            wasm_v128_store16_lane(dst + x, v, 0);
        }
    }
}

/* Luma's usual widths get a loop each. */
INLINE void mix_block(pixel *dst, intptr_t stride, const pixel *a, intptr_t stride_a, const pixel *b, intptr_t stride_b,
                      int width, int height, mix_t mix, const void *how)
{
    if (width == 16)
        mix_rows(dst, stride, a, stride_a, b, stride_b, 16, height, mix, how);
    else if (width == 8)
        mix_rows(dst, stride, a, stride_a, b, stride_b, 8, height, mix, how);
    else
        mix_rows(dst, stride, a, stride_a, b, stride_b, width, height, mix, how);
}

INLINE v128_t first(v128_t a, v128_t b, const void *how)
{
    return a;
}

INLINE v128_t mean(v128_t a, v128_t b, const void *how)
{
    return wasm_u8x16_avgr(a, b);
}

/* Implicit weights are -64 to 128 and 64 together, so 16 bits suffice. */
INLINE v128_t weighted_mean(v128_t a, v128_t b, const void *weight)
{
    v128_t wa = wasm_i16x8_splat(*(const int *)weight), wb = wasm_i16x8_splat(64 - *(const int *)weight);
    v128_t half = wasm_i16x8_const_splat(32);
    v128_t low = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(a), wa),
                                wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(b), wb));
    v128_t high = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_high_u8x16(a), wa),
                                 wasm_i16x8_mul(wasm_u16x8_extend_high_u8x16(b), wb));
    return wasm_u8x16_narrow_i16x8(wasm_i16x8_shr(wasm_i16x8_add(low, half), 6),
                                   wasm_i16x8_shr(wasm_i16x8_add(high, half), 6));
}

/* Scales of explicit weights are -128 to 128, offsets -128 to 127, so 16 bits suffice. */
INLINE v128_t weighted(v128_t a, v128_t b, const void *how)
{
    const x264_weight_t *weight = how;
    int shift = weight->i_denom;
    v128_t scale = wasm_i16x8_splat(weight->i_scale), offset = wasm_i16x8_splat(weight->i_offset);
    v128_t half = wasm_i16x8_splat((1 << shift) >> 1);
    v128_t low = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(a), scale), half);
    v128_t high = wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_high_u8x16(a), scale), half);
    return wasm_u8x16_narrow_i16x8(wasm_i16x8_add(wasm_i16x8_shr(low, shift), offset),
                                   wasm_i16x8_add(wasm_i16x8_shr(high, shift), offset));
}

#define AVG(w, h)                                                                                                \
    static void avg_##w##x##h(pixel *dst, intptr_t stride, pixel *a, intptr_t stride_a, pixel *b,                \
                              intptr_t stride_b, int weight)                                                     \
    {                                                                                                            \
        if (weight == 32)                                                                                        \
            mix_rows(dst, stride, a, stride_a, b, stride_b, w, h, mean, NULL);                                   \
        else                                                                                                     \
            mix_rows(dst, stride, a, stride_a, b, stride_b, w, h, weighted_mean, &weight);                       \
    }
#define AVG_SIZES(MACRO)                                                                                         \
    MACRO(16, 16) MACRO(16, 8) MACRO(8, 16) MACRO(8, 8) MACRO(8, 4) MACRO(4, 16) MACRO(4, 8) MACRO(4, 4)         \
    MACRO(4, 2) MACRO(2, 8) MACRO(2, 4) MACRO(2, 2)

AVG_SIZES(AVG)

#define WEIGHT(w)                                                                                                \
    static void weight_w##w(pixel *dst, intptr_t stride, pixel *src, intptr_t stride_src,                        \
                            const x264_weight_t *weight, int height)                                             \
    {                                                                                                            \
        mix_rows(dst, stride, src, stride_src, src, stride_src, w, height, weighted, weight);                    \
    }

WEIGHT(2)
WEIGHT(4)
WEIGHT(8)
WEIGHT(12)
WEIGHT(16)
WEIGHT(20)

static weight_fn_t weights[6] = {weight_w2, weight_w4, weight_w8, weight_w12, weight_w16, weight_w20};

/*
 * Luma: a reference is 4 planes, the whole pixels and three between them; a quarter
 * pixel is the mean of two of them.
 */

INLINE const pixel *reference(pixel *src[4], intptr_t stride, int mvx, int mvy, const pixel **second)
{
    int quarter = ((mvy & 3) << 2) + (mvx & 3);
    intptr_t offset = (mvy >> 2) * stride + (mvx >> 2);
    *second = quarter & 5 ? src[x264_hpel_ref1[quarter]] + offset + ((mvx & 3) == 3) : NULL;
    return src[x264_hpel_ref0[quarter]] + offset + ((mvy & 3) == 3) * stride;
}

static void mc_luma(pixel *dst, intptr_t stride_dst, pixel *src[4], intptr_t stride, int mvx, int mvy, int width,
                    int height, const x264_weight_t *weight)
{
    const pixel *b, *a = reference(src, stride, mvx, mvy, &b);
    if (b) {
        mix_block(dst, stride_dst, a, stride, b, stride, width, height, mean, NULL);
        a = dst;
        stride = stride_dst;
    }
    if (weight->weightfn)
        mix_block(dst, stride_dst, a, stride, a, stride, width, height, weighted, weight);
    else if (!b)
        mix_block(dst, stride_dst, a, stride, a, stride, width, height, first, NULL);
}

static pixel *get_ref(pixel *dst, intptr_t *stride_dst, pixel *src[4], intptr_t stride, int mvx, int mvy, int width,
                      int height, const x264_weight_t *weight)
{
    const pixel *b, *a = reference(src, stride, mvx, mvy, &b);
    if (!b && !weight->weightfn) {
        *stride_dst = stride;
        return (pixel *)a;
    }
    if (b) {
        mix_block(dst, *stride_dst, a, stride, b, stride, width, height, mean, NULL);
        a = dst;
        stride = *stride_dst;
    }
    if (weight->weightfn)
        mix_block(dst, *stride_dst, a, stride, a, stride, width, height, weighted, weight);
    return dst;
}

/*
 * Chroma: u and v lie side by side in the source. Bilinear, across first; nothing is
 * rounded between, so the order does not matter, and 64 * 255 fits.
 */

/* 4 pixels of both colours, of 8 eighths each. */
INLINE v128_t across(const pixel *src, v128_t left, v128_t right)
{
    return wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_load8x8(src), left),
                          wasm_i16x8_mul(wasm_u16x8_load8x8(src + 2), right));
}

/* 2 pixels. */
INLINE v128_t across2(const pixel *src, v128_t left, v128_t right)
{
    return wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(src)), left),
                          wasm_i16x8_mul(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(src + 2)), right));
}

INLINE v128_t down(v128_t upper, v128_t lower, v128_t top, v128_t bottom)
{
    v128_t sum = wasm_i16x8_add(wasm_i16x8_mul(upper, top), wasm_i16x8_mul(lower, bottom));
    return wasm_u16x8_shr(wasm_i16x8_add(sum, wasm_i16x8_const_splat(32)), 6);
}

INLINE void mc_chroma_rows(pixel *u, pixel *v, intptr_t stride_dst, const pixel *src, intptr_t stride, int dx, int dy,
                           int width, int height)
{
    v128_t left = wasm_i16x8_splat(8 - dx), right = wasm_i16x8_splat(dx);
    v128_t top = wasm_i16x8_splat(8 - dy), bottom = wasm_i16x8_splat(dy);
    v128_t upper = width == 2 ? across2(src, left, right) : across(src, left, right);
    v128_t upper4 = width == 8 ? across(src + 8, left, right) : upper;
    for (int y = 0; y < height; y++, u += stride_dst, v += stride_dst) {
        src += stride;
        v128_t lower = width == 2 ? across2(src, left, right) : across(src, left, right);
        v128_t lower4 = width == 8 ? across(src + 8, left, right) : lower;
        v128_t both = down(upper, lower, top, bottom);
        both = wasm_u8x16_narrow_i16x8(both, width == 8 ? down(upper4, lower4, top, bottom) : both);
        v128_t apart = wasm_i8x16_shuffle(both, both, 0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
        if (width == 8) {
            wasm_v128_store64_lane(u, apart, 0);
            wasm_v128_store64_lane(v, apart, 1);
        } else if (width == 4) {
            wasm_v128_store32_lane(u, apart, 0);
            wasm_v128_store32_lane(v, apart, 2);
        } else {
            wasm_v128_store16_lane(u, apart, 0);
            wasm_v128_store16_lane(v, apart, 4);
        }
        upper = lower;
        upper4 = lower4;
    }
}

static void mc_chroma(pixel *u, pixel *v, intptr_t stride_dst, pixel *src, intptr_t stride, int mvx, int mvy, int width,
                      int height)
{
    src += (mvy >> 3) * stride + (mvx >> 3) * 2;
    int dx = mvx & 7, dy = mvy & 7;
    if (width == 8)
        mc_chroma_rows(u, v, stride_dst, src, stride, dx, dy, 8, height);
    else if (width == 4)
        mc_chroma_rows(u, v, stride_dst, src, stride, dx, dy, 4, height);
    else
        mc_chroma_rows(u, v, stride_dst, src, stride, dx, dy, 2, height);
}

INLINE v128_t evens(v128_t a, v128_t b)
{
    return wasm_i8x16_shuffle(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}

INLINE v128_t odds(v128_t a, v128_t b)
{
    return wasm_i8x16_shuffle(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

INLINE v128_t interleave(v128_t a, v128_t b)
{
    return wasm_i8x16_shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

static void store_interleave_chroma(pixel *dst, intptr_t stride, pixel *u, pixel *v, int height)
{
    for (int y = 0; y < height; y++, dst += stride, u += FDEC_STRIDE, v += FDEC_STRIDE)
        wasm_v128_store(dst, interleave(wasm_v128_load64_zero(u), wasm_v128_load64_zero(v)));
}

INLINE void load_deinterleave_chroma(pixel *dst, intptr_t stride_dst, pixel *src, intptr_t stride, int height)
{
    for (int y = 0; y < height; y++, dst += stride_dst, src += stride) {
        v128_t both = wasm_v128_load(src);
        wasm_v128_store64_lane(dst, evens(both, both), 0);
        wasm_v128_store64_lane(dst + stride_dst / 2, odds(both, both), 0);
    }
}

static void load_deinterleave_chroma_fenc(pixel *dst, pixel *src, intptr_t stride, int height)
{
    load_deinterleave_chroma(dst, FENC_STRIDE, src, stride, height);
}

static void load_deinterleave_chroma_fdec(pixel *dst, pixel *src, intptr_t stride, int height)
{
    load_deinterleave_chroma(dst, FDEC_STRIDE, src, stride, height);
}

/*
 * The planes between the pixels, by H.264's filter 1 -5 20 20 -5 1
 */

INLINE v128_t filter_filtered_at(const int16_t *src)
{
    return filter_filtered(wasm_i16x8_add(wasm_v128_load(src - 2), wasm_v128_load(src + 3)),
                           wasm_i16x8_add(wasm_v128_load(src - 1), wasm_v128_load(src + 2)),
                           wasm_i16x8_add(wasm_v128_load(src), wasm_v128_load(src + 1)));
}

INLINE void filter_down(pixel *dst, int16_t *buf, const pixel *src, intptr_t stride, int x)
{
    v128_t v = filter_pixels(src + x, stride);
    wasm_v128_store(buf + x + 2, v);
    wasm_v128_store64_lane(dst + x, wasm_u8x16_narrow_i16x8(round5(v), round5(v)), 0);
}

/* Widths are those of whole macroblocks with borders: multiples of 16, at least 16. */
static void hpel_filter(pixel *dsth, pixel *dstv, pixel *dstc, pixel *src, intptr_t stride, int width, int height,
                        int16_t *buf)
{
    for (int y = 0; y < height; y++, dsth += stride, dstv += stride, dstc += stride, src += stride) {
        /* From -2 to width + 3; the last step overlaps the one before. */
        for (int x = -2; x < width - 5; x += 8)
            filter_down(dstv, buf, src, stride, x);
        filter_down(dstv, buf, src, stride, width - 5);
        for (int x = 0; x < width; x += 16) {
            wasm_v128_store(dstc + x, wasm_u8x16_narrow_i16x8(filter_filtered_at(buf + x + 2),
                                                              filter_filtered_at(buf + x + 10)));
            wasm_v128_store(dsth + x, wasm_u8x16_narrow_i16x8(round5(filter_pixels(src + x, 1)),
                                                              round5(filter_pixels(src + x + 8, 1))));
        }
    }
}

/*
 * Half-sized frames for the lookahead: means of means, of 2x2 pixels from each of 4
 * places. A byte's mean with its right neighbour serves two of the places.
 */
INLINE v128_t lowres(const pixel *upper, const pixel *lower)
{
    return wasm_u8x16_avgr(wasm_u8x16_avgr(wasm_v128_load(upper), wasm_v128_load(lower)),
                           wasm_u8x16_avgr(wasm_v128_load(upper + 1), wasm_v128_load(lower + 1)));
}

/* Widths are multiples of 8. */
static void frame_init_lowres_core(pixel *src, pixel *dst0, pixel *dsth, pixel *dstv, pixel *dstc, intptr_t stride_src,
                                   intptr_t stride, int width, int height)
{
    for (int y = 0; y < height; y++, src += 2 * stride_src) {
        const pixel *src1 = src + stride_src, *src2 = src1 + stride_src;
        int x = 0;
        for (; x + 16 <= width; x += 16) {
            v128_t a = lowres(src + 2 * x, src1 + 2 * x), b = lowres(src + 2 * x + 16, src1 + 2 * x + 16);
            wasm_v128_store(dst0 + x, evens(a, b));
            wasm_v128_store(dsth + x, odds(a, b));
            a = lowres(src1 + 2 * x, src2 + 2 * x), b = lowres(src1 + 2 * x + 16, src2 + 2 * x + 16);
            wasm_v128_store(dstv + x, evens(a, b));
            wasm_v128_store(dstc + x, odds(a, b));
        }
        if (x < width) {
            v128_t a = lowres(src + 2 * x, src1 + 2 * x), b = lowres(src1 + 2 * x, src2 + 2 * x);
            wasm_v128_store64_lane(dst0 + x, evens(a, a), 0);
            wasm_v128_store64_lane(dsth + x, odds(a, a), 0);
            wasm_v128_store64_lane(dstv + x, evens(b, b), 0);
            wasm_v128_store64_lane(dstc + x, odds(b, b), 0);
        }
        dst0 += stride;
        dsth += stride;
        dstv += stride;
        dstc += stride;
    }
}

void __real_x264_8_mc_init(uint32_t cpu, x264_mc_functions_t *table, int cpu_independent);
void __wrap_x264_8_mc_init(uint32_t cpu, x264_mc_functions_t *table, int cpu_independent);

void __wrap_x264_8_mc_init(uint32_t cpu, x264_mc_functions_t *table, int cpu_independent)
{
    __real_x264_8_mc_init(cpu, table, cpu_independent);

    table->mc_luma = mc_luma;
    table->get_ref = get_ref;
    table->mc_chroma = mc_chroma;
#define SET_AVG(w, h) table->avg[PIXEL_##w##x##h] = avg_##w##x##h;
    AVG_SIZES(SET_AVG)
    table->weight = table->offsetadd = table->offsetsub = weights;
    table->store_interleave_chroma = store_interleave_chroma;
    table->load_deinterleave_chroma_fenc = load_deinterleave_chroma_fenc;
    table->load_deinterleave_chroma_fdec = load_deinterleave_chroma_fdec;
    table->hpel_filter = hpel_filter;
    table->frame_init_lowres_core = frame_init_lowres_core;
}
