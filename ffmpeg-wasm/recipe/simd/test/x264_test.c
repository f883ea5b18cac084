/*
 * The tests of x264_*.c. SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/common.h"

#include "kernel_test.h"

void __real_x264_8_pixel_init(uint32_t cpu, x264_pixel_function_t *table);
void __real_x264_8_dct_init(uint32_t cpu, x264_dct_function_t *table);
void __real_x264_8_quant_init(x264_t *h, uint32_t cpu, x264_quant_function_t *table);
void __real_x264_8_mc_init(uint32_t cpu, x264_mc_functions_t *table, int cpu_independent);

enum { STRIDE = 96, ROWS = 80, SIZE = STRIDE * ROWS, ROUNDS = 300 };

static ALIGNED_64(uint8_t source[6][SIZE]);
static ALIGNED_64(uint8_t actual[4][SIZE]);
static ALIGNED_64(uint8_t original[4][SIZE]);

static const struct {
    uint8_t w, h;
} sizes[12] = {{16, 16}, {16, 8}, {8, 16}, {8, 8}, {8, 4}, {4, 8}, {4, 4}, {4, 16}, {4, 2}, {2, 8}, {2, 4}, {2, 2}};

static void fill_sources(void)
{
    for (int i = 0; i < 6; i++)
        random_bytes(source[i], SIZE, STRIDE);
}

/* What is written around a block must be as before, too. */
static void fill_results(void)
{
    for (int i = 0; i < 4; i++) {
        random_bytes(actual[i], SIZE, STRIDE);
        memcpy(original[i], actual[i], SIZE);
    }
}

static void expect_same_results(const char *what, int i, int j)
{
    expect_same(actual, original, sizeof(actual), "%s %d %d", what, i, j);
}

/* Somewhere with 16 pixels of room before and 32 after. */
static int anywhere(void) { return (8 + random_below(24)) * STRIDE + 16 + random_below(48); }

static int stride_of_block(void) { return random_below(2) ? STRIDE : FENC_STRIDE; }

void __real_x264_8_deblock_init(uint32_t cpu, x264_deblock_function_t *table, int b_mbaff);

static x264_pixel_function_t simd_pixel, c_pixel;
static x264_mc_functions_t simd_mc, c_mc;
static x264_dct_function_t simd_dct, c_dct;
static x264_quant_function_t simd_quant, c_quant;

static void init(void)
{
    x264_pixel_init(0, &simd_pixel);
    __real_x264_8_pixel_init(0, &c_pixel);
    x264_mc_init(0, &simd_mc, 0);
    __real_x264_8_mc_init(0, &c_mc, 0);
    x264_dct_init(0, &simd_dct);
    __real_x264_8_dct_init(0, &c_dct);
    x264_quant_init(NULL, 0, &simd_quant);
    __real_x264_8_quant_init(NULL, 0, &c_quant);
}

/*
 * Metrics
 */

static void compare(const char *name, x264_pixel_cmp_t *simd, x264_pixel_cmp_t *c, int count)
{
    init();
    for (int i = 0; i < count; i++) {
        if (!c[i])
            continue;
        for (int round = 0; round < ROUNDS; round++) {
            fill_sources();
            pixel *a = source[0] + anywhere(), *b = source[1] + anywhere();
            int stride_a = stride_of_block(), stride_b = stride_of_block();
            int result = simd[i](a, stride_a, b, stride_b), expected = c[i](a, stride_a, b, stride_b);
            expect_same(&result, &expected, sizeof(int), "%s %dx%d", name, sizes[i].w, sizes[i].h);
        }
    }
}

static void compare_x(const char *name, x264_pixel_cmp_x3_t *simd3, x264_pixel_cmp_x3_t *c3, x264_pixel_cmp_x4_t *simd4,
                      x264_pixel_cmp_x4_t *c4)
{
    init();
    for (int i = 0; i < 7; i++) {
        for (int round = 0; round < ROUNDS; round++) {
            fill_sources();
            pixel *a = source[0] + 64 * random_below(8), *b[4];
            for (int j = 0; j < 4; j++)
                b[j] = source[1 + j] + anywhere();
            int result[6] = {1, 2, 3, 4, 5, 6}, expected[6] = {1, 2, 3, 4, 5, 6};
            simd3[i](a, b[0], b[1], b[2], STRIDE, result + 1);
            c3[i](a, b[0], b[1], b[2], STRIDE, expected + 1);
            expect_same(result, expected, sizeof(result), "%s_x3 %dx%d", name, sizes[i].w, sizes[i].h);
            simd4[i](a, b[0], b[1], b[2], b[3], STRIDE, result + 1);
            c4[i](a, b[0], b[1], b[2], b[3], STRIDE, expected + 1);
            expect_same(result, expected, sizeof(result), "%s_x4 %dx%d", name, sizes[i].w, sizes[i].h);
        }
    }
}

static void test_sad(void)
{
    compare("sad", simd_pixel.sad, c_pixel.sad, 8);
    compare("sad_aligned", simd_pixel.sad_aligned, c_pixel.sad_aligned, 8);
    compare_x("sad", simd_pixel.sad_x3, c_pixel.sad_x3, simd_pixel.sad_x4, c_pixel.sad_x4);
}

static void test_ssd(void) { compare("ssd", simd_pixel.ssd, c_pixel.ssd, 8); }

/* All differences of -255 and 255 within 4x4 pixels, for they have the greatest sums. */
static void compare_satd_extremes(void)
{
    init();
    for (int pattern = 0; pattern < 1 << 16; pattern++) {
        for (int i = 0; i < 16 * 16; i++) {
            source[0][i] = (pattern >> (i % 4 + i / 16 % 4 * 4)) % 2 * 255;
            source[1][i] = 255 - source[0][i];
        }
        int result = simd_pixel.satd[PIXEL_16x16](source[0], 16, source[1], 16);
        int expected = c_pixel.satd[PIXEL_16x16](source[0], 16, source[1], 16);
        expect_same(&result, &expected, sizeof(int), "pattern %d", pattern);
    }
}

static void test_satd(void)
{
    compare_satd_extremes();
    compare("satd", simd_pixel.satd, c_pixel.satd, 8);
    compare_x("satd", simd_pixel.satd_x3, c_pixel.satd_x3, simd_pixel.satd_x4, c_pixel.satd_x4);
}

static void test_sa8d(void) { compare("sa8d", simd_pixel.sa8d, c_pixel.sa8d, 4); }

static void test_var(void)
{
    init();
    for (int round = 0; round < ROUNDS; round++) {
        fill_sources();
        for (int i = 0; i < 4; i++) {
            if (c_pixel.var[i]) {
                pixel *p = source[0] + anywhere();
                uint64_t result = simd_pixel.var[i](p, STRIDE), expected = c_pixel.var[i](p, STRIDE);
                expect_same(&result, &expected, sizeof(result), "var %dx%d", sizes[i].w, sizes[i].h);
            }
            if (c_pixel.var2[i]) {
                int result[5] = {1, 2, 3, 4}, expected[5] = {1, 2, 3, 4};
                result[4] = simd_pixel.var2[i](source[0], source[1], result + 1);
                expected[4] = c_pixel.var2[i](source[0], source[1], expected + 1);
                expect_same(result, expected, sizeof(result), "var2 %dx%d", sizes[i].w, sizes[i].h);
            }
        }
    }
}

static void test_hadamard_ac(void)
{
    init();
    for (int i = 0; i < 4; i++) {
        for (int round = 0; round < ROUNDS; round++) {
            fill_sources();
            pixel *p = source[0] + anywhere();
            uint64_t result = simd_pixel.hadamard_ac[i](p, STRIDE), expected = c_pixel.hadamard_ac[i](p, STRIDE);
            expect_same(&result, &expected, sizeof(result), "%dx%d", sizes[i].w, sizes[i].h);
        }
    }
}

static void test_intra(void)
{
    init();
    for (int round = 0; round < ROUNDS; round++) {
#define INTRA(name)                                                                                              \
    {                                                                                                            \
        fill_sources();                                                                                          \
        fill_results();                                                                                          \
        int result[5] = {1, 2, 3, 4, 5}, expected[5] = {1, 2, 3, 4, 5};                                          \
        simd_pixel.name(source[0], actual[0] + 64 * FDEC_STRIDE, result + 1);                                    \
        c_pixel.name(source[0], original[0] + 64 * FDEC_STRIDE, expected + 1);                                   \
        expect_same(result, expected, sizeof(result), #name);                                                    \
        expect_same_results(#name, 0, 0);                                                                        \
    }
        INTRA(intra_sad_x3_4x4)
        INTRA(intra_satd_x3_4x4)
        INTRA(intra_sad_x3_8x8c)
        INTRA(intra_satd_x3_8x8c)
        INTRA(intra_sad_x3_8x16c)
        INTRA(intra_satd_x3_8x16c)
        INTRA(intra_sad_x3_16x16)
        INTRA(intra_satd_x3_16x16)
        INTRA(intra_sad_x3_8x8)
        INTRA(intra_sa8d_x3_8x8)
    }
}

const kernel_test_t x264_pixel_tests[] = {
    {"sad", test_sad},   {"ssd", test_ssd},   {"var", test_var}, {"satd", test_satd},
    {"sa8d", test_sa8d}, {"hadamard_ac", test_hadamard_ac}, {"intra", test_intra}, {NULL, NULL},
};

/*
 * Motion compensation
 */

static x264_weight_t random_weight(const x264_mc_functions_t *table)
{
    x264_weight_t weight = {.i_denom = random_below(8),
                            .i_scale = (int)random_below(257) - 128,
                            .i_offset = (int)random_below(256) - 128,
                            .weightfn = table->weight};
    if (random_below(4) == 0) {
        weight.i_scale = random_below(2) ? 127 : -128;
        weight.i_offset = random_below(2) ? 127 : -128;
        weight.i_denom = random_below(2) * 7;
    }
    return weight;
}

static void test_avg(void)
{
    init();
    for (int i = 0; i < 12; i++) {
        for (int round = 0; round < ROUNDS; round++) {
            fill_sources();
            fill_results();
            int dst = anywhere(), a = anywhere(), b = anywhere();
            int weight = random_below(2) ? 32 : (int)random_below(193) - 64;
            simd_mc.avg[i](actual[0] + dst, STRIDE, source[0] + a, STRIDE, source[1] + b, FENC_STRIDE, weight);
            c_mc.avg[i](original[0] + dst, STRIDE, source[0] + a, STRIDE, source[1] + b, FENC_STRIDE, weight);
            expect_same_results("size, weight", i, weight);
        }
    }
}

static void test_weight(void)
{
    init();
    for (int i = 0; i < 6; i++) {
        for (int round = 0; round < ROUNDS; round++) {
            fill_sources();
            fill_results();
            int dst = anywhere(), src = anywhere(), height = 1 + random_below(20);
            x264_weight_t weight = random_weight(&c_mc);
            simd_mc.weight[i](actual[0] + dst, STRIDE, source[0] + src, STRIDE, &weight, height);
            c_mc.weight[i](original[0] + dst, STRIDE, source[0] + src, STRIDE, &weight, height);
            expect_same_results("function, scale", i, weight.i_scale);
        }
    }
}

static void test_luma(void)
{
    init();
    for (int i = 0; i < 20 * ROUNDS; i++) {
        fill_sources();
        fill_results();
        pixel *planes[4];
        int at = anywhere(), dst = anywhere(), width = 4 + 4 * random_below(5), height = 1 + random_below(17);
        int mvx = (int)random_below(33) - 16, mvy = (int)random_below(33) - 16;
        for (int j = 0; j < 4; j++)
            planes[j] = source[j] + at;
        x264_weight_t weight = random_weight(&c_mc);
        if (random_below(2))
            weight.weightfn = NULL;
        simd_mc.mc_luma(actual[0] + dst, STRIDE, planes, STRIDE, mvx, mvy, width, height, &weight);
        c_mc.mc_luma(original[0] + dst, STRIDE, planes, STRIDE, mvx, mvy, width, height, &weight);
        expect_same_results("mc_luma: width, height", width, height);

        intptr_t stride = STRIDE, expected_stride = STRIDE / 2;
        stride = expected_stride;
        pixel *ref = simd_mc.get_ref(actual[0] + dst, &stride, planes, STRIDE, mvx, mvy, width, height, &weight);
        pixel *expected =
            c_mc.get_ref(original[0] + dst, &expected_stride, planes, STRIDE, mvx, mvy, width, height, &weight);
        expect_same_results("get_ref: width, height", width, height);
        expect_same(&stride, &expected_stride, sizeof(stride), "get_ref: stride");
        if (ref == actual[0] + dst)
            ref = original[0] + dst;
        expect_same(&ref, &expected, sizeof(ref), "get_ref: result");
    }
}

static void test_chroma(void)
{
    init();
    for (int i = 0; i < 20 * ROUNDS; i++) {
        fill_sources();
        fill_results();
        int src = anywhere(), dst = anywhere(), width = 2 << random_below(3), height = 1 + random_below(16);
        int mvx = (int)random_below(65) - 32, mvy = (int)random_below(65) - 32;
        simd_mc.mc_chroma(actual[0] + dst, actual[1] + dst, STRIDE, source[0] + src, STRIDE, mvx, mvy, width, height);
        c_mc.mc_chroma(original[0] + dst, original[1] + dst, STRIDE, source[0] + src, STRIDE, mvx, mvy, width, height);
        expect_same_results("width, height", width, height);
    }
}

static void test_interleave(void)
{
    init();
    for (int round = 0; round < ROUNDS; round++) {
        fill_sources();
        fill_results();
        int dst = anywhere() & ~15, src = anywhere(), height = 1 + random_below(16);
        simd_mc.store_interleave_chroma(actual[0] + dst, STRIDE, source[0] + src, source[1] + src, height);
        c_mc.store_interleave_chroma(original[0] + dst, STRIDE, source[0] + src, source[1] + src, height);
        simd_mc.load_deinterleave_chroma_fenc(actual[1] + dst, source[0] + src, STRIDE, height);
        c_mc.load_deinterleave_chroma_fenc(original[1] + dst, source[0] + src, STRIDE, height);
        simd_mc.load_deinterleave_chroma_fdec(actual[2] + dst, source[0] + src, STRIDE, height);
        c_mc.load_deinterleave_chroma_fdec(original[2] + dst, source[0] + src, STRIDE, height);
        expect_same_results("height", height, 0);
    }
}

static void test_hpel(void)
{
    static int16_t buf[STRIDE], expected_buf[STRIDE];
    init();
    for (int round = 0; round < 20 * ROUNDS; round++) {
        fill_sources();
        fill_results();
        int at = 8 * STRIDE + 16 + random_below(4), width = 16 + 16 * random_below(3), height = 1 + random_below(16);
        simd_mc.hpel_filter(actual[0] + at, actual[1] + at, actual[2] + at, source[0] + at, STRIDE, width, height, buf);
        c_mc.hpel_filter(original[0] + at, original[1] + at, original[2] + at, source[0] + at, STRIDE, width, height,
                         expected_buf);
        expect_same_results("width, height", width, height);
    }
}

static void test_lowres(void)
{
    init();
    for (int round = 0; round < ROUNDS; round++) {
        fill_sources();
        fill_results();
        int dst = 8 * STRIDE + 16, src = random_below(32);
        int width = 8 + 8 * random_below(4), height = 1 + random_below(16);
        simd_mc.frame_init_lowres_core(source[0] + src, actual[0] + dst, actual[1] + dst, actual[2] + dst,
                                       actual[3] + dst, STRIDE, STRIDE, width, height);
        c_mc.frame_init_lowres_core(source[0] + src, original[0] + dst, original[1] + dst, original[2] + dst,
                                    original[3] + dst, STRIDE, STRIDE, width, height);
        expect_same_results("width, height", width, height);
    }
}

const kernel_test_t x264_mc_tests[] = {
    {"avg", test_avg},       {"weight", test_weight}, {"luma", test_luma},     {"chroma", test_chroma},
    {"interleave", test_interleave}, {"hpel", test_hpel},     {"lowres", test_lowres}, {NULL, NULL},
};

/*
 * Transforms and quantizers
 */

static ALIGNED_16(dctcoef actual_dct[256 + 16]);
static ALIGNED_16(dctcoef original_dct[256 + 16]);

static void fill_coefficients(void)
{
    int small = random_below(3) ? 1 << random_below(15) : 0;
    for (int i = 0; i < 256 + 16; i++)
        actual_dct[i] = small ? (int)random_below(2 * small) - small
                              : (int16_t[]){INT16_MIN, -INT16_MAX, 0, INT16_MAX}[random_below(4)];
    memcpy(original_dct, actual_dct, sizeof(actual_dct));
}

static void expect_same_coefficients(const char *what)
{
    expect_same(actual_dct, original_dct, sizeof(actual_dct), "%s", what);
}

static void test_dct(void)
{
    init();
    for (int round = 0; round < 3 * ROUNDS; round++) {
#define SUB(name)                                                                                                \
    fill_sources();                                                                                              \
    fill_coefficients();                                                                                         \
    simd_dct.name((void *)actual_dct, source[0], source[1]);                                                     \
    c_dct.name((void *)original_dct, source[0], source[1]);                                                      \
    expect_same_coefficients(#name);
        SUB(sub4x4_dct)
        SUB(sub8x8_dct)
        SUB(sub16x16_dct)
        SUB(sub8x8_dct8)
        SUB(sub16x16_dct8)
#define ADD(name)                                                                                                \
    fill_results();                                                                                              \
    fill_coefficients();                                                                                         \
    simd_dct.name(actual[0] + 32, (void *)actual_dct);                                                           \
    c_dct.name(original[0] + 32, (void *)original_dct);                                                          \
    expect_same_results(#name, 0, 0);
        ADD(add4x4_idct)
        ADD(add8x8_idct)
        ADD(add16x16_idct)
    }
}

static void test_quant(void)
{
    static ALIGNED_16(udctcoef factors[64]);
    static ALIGNED_16(udctcoef biases[64]);
    init();
    for (int round = 0; round < 10 * ROUNDS; round++) {
        int max_bias = 1 << random_below(16);
        for (int i = 0; i < 64; i++) {
            factors[i] = random_below(8) ? random_below(1 << 16) : UINT16_MAX;
            biases[i] = random_below(max_bias);
        }
#define QUANT(name)                                                                                              \
    {                                                                                                            \
        fill_coefficients();                                                                                     \
        int result = simd_quant.name((void *)actual_dct, factors, biases);                                       \
        int expected = c_quant.name((void *)original_dct, factors, biases);                                      \
        expect_same(&result, &expected, sizeof(int), #name);                                                     \
        expect_same_coefficients(#name);                                                                         \
    }
        QUANT(quant_4x4)
        QUANT(quant_4x4x4)
        QUANT(quant_8x8)
    }
}

static void test_deblock(void)
{
    x264_deblock_function_t simd, c;
    x264_deblock_init(0, &simd, 0);
    __real_x264_8_deblock_init(0, &c, 0);
    for (int round = 0; round < 30 * ROUNDS; round++) {
        fill_results();
        random_deblocking_t r = random_deblocking(actual[0], original[0], SIZE);
        for (int i = 0; i < 2; i++) {
            int at = anywhere();
            simd.deblock_luma[i](actual[0] + at, STRIDE, r.alpha, r.beta, r.tc0);
            c.deblock_luma[i](original[0] + at, STRIDE, r.alpha, r.beta, r.tc0);
            expect_same(actual[0], original[0], SIZE, "direction %d, alpha %d, beta %d", i, r.alpha, r.beta);
        }
    }
}

const kernel_test_t x264_dct_tests[] = {
    {"dct", test_dct}, {"quant", test_quant}, {"deblock", test_deblock}, {NULL, NULL}};
