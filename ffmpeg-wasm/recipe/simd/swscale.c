/*
 * libswscale's scaling from and to 8 bits, in place of what ff_sws_init_scale() and
 * ff_sws_init_output_funcs() chose. SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The C code has its loop over the filter inside, which is too short to be turned into
 * vectors. Here 4 pixels across or 16 down are summed up at a time; products and sums are
 * those of C, in another order modulo 2^32.
 */
#include "libswscale/swscale_internal.h"
#include "libavutil/pixdesc.h"

#include "vectors.h"

/*
 * Across
 */

/* 15 bits each; more are cut off, except at the top. */
INLINE void store_15(int16_t *dst, v128_t sums)
{
    v128_t v = wasm_i32x4_min(wasm_i32x4_shr(sums, 7), wasm_i32x4_const_splat(INT16_MAX));
    wasm_v128_store64_lane(dst, wasm_i16x8_shuffle(v, v, 0, 2, 4, 6, 0, 2, 4, 6), 0);
}

INLINE v128_t two_of_4(const uint8_t *src, const int16_t *filter, const int32_t *positions)
{
    v128_t pixels = wasm_u16x8_extend_low_u8x16(load_4_4(src + positions[0], src + positions[1]));
    return wasm_i32x4_dot_i16x8(pixels, wasm_v128_load(filter));
}

/* `rounded` is `size` or more, a multiple of 8; `last` says which of the last 8 count. */
INLINE v128_t one_of_8n(const uint8_t *src, const int16_t *filter, int rounded, v128_t last)
{
    v128_t sum = wasm_i32x4_const_splat(0);
    int j = 0;
    for (; j < rounded - 8; j += 8)
        sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(wasm_u16x8_load8x8(src + j), wasm_v128_load(filter + j)));
    v128_t product = wasm_i32x4_dot_i16x8(wasm_u16x8_load8x8(src + j), wasm_v128_and(wasm_v128_load(filter + j), last));
    return wasm_i32x4_add(sum, product);
}

INLINE void scale_8n(int16_t *dst, int count, const uint8_t *src, const int16_t *filter, const int32_t *positions,
                     int size, int rounded)
{
    v128_t lanes = wasm_i16x8_const(0, 1, 2, 3, 4, 5, 6, 7);
    v128_t last = wasm_i16x8_lt(lanes, wasm_i16x8_splat(size - (rounded - 8)));
    for (int i = 0; i < count; i += 4, filter += 4 * size, positions += 4)
        store_15(dst + i, sums_i32x4(one_of_8n(src + positions[0], filter, rounded, last),
                                     one_of_8n(src + positions[1], filter + size, rounded, last),
                                     one_of_8n(src + positions[2], filter + 2 * size, rounded, last),
                                     one_of_8n(src + positions[3], filter + 3 * size, rounded, last)));
}

static void hscale_8_to_15(SwsInternal *c, int16_t *dst, int width, const uint8_t *src, const int16_t *filter,
                           const int32_t *positions, int size)
{
    int done = 0;
    if (size == 4) {
        for (; done <= width - 4; done += 4) {
            v128_t low = two_of_4(src, filter + 4 * done, positions + done);
            v128_t high = two_of_4(src, filter + 4 * done + 8, positions + done + 2);
            store_15(dst + done, wasm_i32x4_add(wasm_i32x4_shuffle(low, high, 0, 2, 4, 6),
                                                wasm_i32x4_shuffle(low, high, 1, 3, 5, 7)));
        }
    } else if (size > 2) {
        /* The last pixels must not read behind what C reads. Positions do not fall. */
        int rounded = (size + 7) & ~7, end = positions[width - 1] + size;
        done = width;
        while (done > 0 && (positions[done - 1] + rounded > end || size * (done - 1) + rounded > size * width))
            done--;
        done &= ~3;
        if (size <= 8)
            scale_8n(dst, done, src, filter, positions, size, 8);
        else if (size <= 16)
            scale_8n(dst, done, src, filter, positions, size, 16);
        else
            scale_8n(dst, done, src, filter, positions, size, rounded);
    }
    for (int i = done; i < width; i++) {
        unsigned sum = 0;
        for (int j = 0; j < size; j++)
            sum += (unsigned)(src[positions[i] + j] * filter[size * i + j]);
        dst[i] = FFMIN((int)sum >> 7, INT16_MAX);
    }
}

void __real_ff_sws_init_scale(SwsInternal *c);
void __wrap_ff_sws_init_scale(SwsInternal *c);

void __wrap_ff_sws_init_scale(SwsInternal *c)
{
    __real_ff_sws_init_scale(c);
    if (c->srcBpc == 8 && c->dstBpc <= 14)
        c->hyScale = c->hcScale = hscale_8_to_15;
}

/*
 * Down
 */

typedef struct {
    uint8_t twice[16];
} dither_t;

INLINE dither_t dither_of(const uint8_t *dither)
{
    dither_t d;
    v128_t v = wasm_v128_load64_zero(dither);
    wasm_v128_store(d.twice, wasm_i64x2_shuffle(v, v, 0, 0));
    return d;
}

/* For 8 pixels, the first of which is number i of the pattern. */
INLINE v128_t dither_at(const dither_t *d, int i) { return wasm_u16x8_load8x8(d->twice + (i & 7)); }

/* Two rows' pixels side by side, times two coefficients side by side. */
INLINE void add_products(v128_t sums[2], v128_t a, v128_t b, v128_t coefficients)
{
    v128_t low = wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    v128_t high = wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    sums[0] = wasm_i32x4_add(sums[0], wasm_i32x4_dot_i16x8(low, coefficients));
    sums[1] = wasm_i32x4_add(sums[1], wasm_i32x4_dot_i16x8(high, coefficients));
}

INLINE v128_t planeX_16(const int16_t *filter, int size, const int16_t **src, int x, v128_t dither)
{
    v128_t first = wasm_i32x4_shl(wasm_u32x4_extend_low_u16x8(dither), 12);
    v128_t second = wasm_i32x4_shl(wasm_u32x4_extend_high_u16x8(dither), 12);
    v128_t sums[4] = {first, second, first, second};
    int j = 0;
    for (; j + 1 < size; j += 2) {
        const int16_t *a = src[j] + x, *b = src[j + 1] + x;
        v128_t coefficients = wasm_v128_load32_splat(filter + j);
        add_products(sums, wasm_v128_load(a), wasm_v128_load(b), coefficients);
        add_products(sums + 2, wasm_v128_load(a + 8), wasm_v128_load(b + 8), coefficients);
    }
    if (j < size) {
        v128_t coefficients = wasm_i16x8_splat(filter[j]), zero = wasm_i32x4_const_splat(0);
        add_products(sums, wasm_v128_load(src[j] + x), zero, coefficients);
        add_products(sums + 2, wasm_v128_load(src[j] + x + 8), zero, coefficients);
    }
    for (int i = 0; i < 4; i++)
        sums[i] = wasm_i32x4_shr(sums[i], 19);
    return wasm_u8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(sums[0], sums[1]),
                                   wasm_i16x8_narrow_i32x4(sums[2], sums[3]));
}

static void yuv2planeX_8(const int16_t *filter, int size, const int16_t **src, uint8_t *dst, int width,
                         const uint8_t *dither, int offset)
{
    if (width >= 16) {
        dither_t d = dither_of(dither);
        v128_t at = dither_at(&d, offset);
        for (int x = 0; x < width - 16; x += 16)
            wasm_v128_store(dst + x, planeX_16(filter, size, src, x, at));
        /* Overlaps the one before. */
        int x = width - 16;
        wasm_v128_store(dst + x, planeX_16(filter, size, src, x, dither_at(&d, x + offset)));
        return;
    }
    for (int x = 0; x < width; x++) {
        unsigned sum = dither[(x + offset) & 7] << 12;
        for (int j = 0; j < size; j++)
            sum += (unsigned)(src[j][x] * filter[j]);
        dst[x] = av_clip_uint8((int)sum >> 19);
    }
}

/* What saturates would be clipped to 255. */
INLINE v128_t plane1_16(const int16_t *src, v128_t dither)
{
    return wasm_u8x16_narrow_i16x8(wasm_i16x8_shr(wasm_i16x8_add_sat(wasm_v128_load(src), dither), 7),
                                   wasm_i16x8_shr(wasm_i16x8_add_sat(wasm_v128_load(src + 8), dither), 7));
}

static void yuv2plane1_8(const int16_t *src, uint8_t *dst, int width, const uint8_t *dither, int offset)
{
    if (width >= 16) {
        dither_t d = dither_of(dither);
        v128_t at = dither_at(&d, offset);
        for (int x = 0; x < width - 16; x += 16)
            wasm_v128_store(dst + x, plane1_16(src + x, at));
        int x = width - 16;
        wasm_v128_store(dst + x, plane1_16(src + x, dither_at(&d, x + offset)));
        return;
    }
    for (int x = 0; x < width; x++)
        dst[x] = av_clip_uint8((src[x] + dither[(x + offset) & 7]) >> 7);
}

void __real_ff_sws_init_output_funcs(SwsInternal *c, yuv2planar1_fn *plane1, yuv2planarX_fn *planeX,
                                     yuv2interleavedX_fn *nv12cX, yuv2packed1_fn *packed1, yuv2packed2_fn *packed2,
                                     yuv2packedX_fn *packedX, yuv2anyX_fn *anyX);
void __wrap_ff_sws_init_output_funcs(SwsInternal *c, yuv2planar1_fn *plane1, yuv2planarX_fn *planeX,
                                     yuv2interleavedX_fn *nv12cX, yuv2packed1_fn *packed1, yuv2packed2_fn *packed2,
                                     yuv2packedX_fn *packedX, yuv2anyX_fn *anyX);

void __wrap_ff_sws_init_output_funcs(SwsInternal *c, yuv2planar1_fn *plane1, yuv2planarX_fn *planeX,
                                     yuv2interleavedX_fn *nv12cX, yuv2packed1_fn *packed1, yuv2packed2_fn *packed2,
                                     yuv2packedX_fn *packedX, yuv2anyX_fn *anyX)
{
    __real_ff_sws_init_output_funcs(c, plane1, planeX, nv12cX, packed1, packed2, packedX, anyX);
    /* Every other function for planes is for more bits. */
    if (av_pix_fmt_desc_get(c->opts.dst_format)->comp[0].depth <= 8) {
        *plane1 = yuv2plane1_8;
        *planeX = yuv2planeX_8;
    }
}
