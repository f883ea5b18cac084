/*
 * A guest that compares the kernels here with the C functions that they replace.
 *   kernel_test NAME|all [SEED]
 * Prints "ok NAME CASES" for each; a difference ends it with a message and status 1.
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */
#include "config_components.h"
#include "config.h"

#include "kernel_test.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t state;
static const char *current;
static unsigned cases;

uint32_t random_below(uint32_t bound)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(((state >> 32) * bound) >> 32);
}

void random_bytes(uint8_t *bytes, size_t count, int stride)
{
    enum { ANY, EXTREMES, SAME, WAVES, KINDS } kind = random_below(KINDS);
    uint8_t same = random_below(3) * 255 / 2;
    uint32_t across = random_below(16), down = random_below(16), flip = random_below(2);
    for (size_t i = 0; i < count; i++) {
        uint32_t x = i % stride, y = i / stride;
        switch (kind) {
        case ANY: bytes[i] = random_below(256); break;
        case EXTREMES: bytes[i] = random_below(2) * 255; break;
        case SAME: bytes[i] = same; break;
        default:
            bytes[i] = (__builtin_popcount(x & across) + __builtin_popcount(y & down) + flip) % 2 * 255;
            break;
        }
    }
}

void *at_memory_end(const void *bytes, size_t size)
{
    static size_t pages;
    if (pages != __builtin_wasm_memory_size(0)) {
        /* The last page is to be one that nobody else uses. */
        __builtin_wasm_memory_grow(0, 1);
        pages = __builtin_wasm_memory_size(0);
    }
    return memcpy((uint8_t *)(pages << 16) - size, bytes, size);
}

random_deblocking_t random_deblocking(uint8_t *pixels, uint8_t *copy, size_t count)
{
    int spread = 1 << random_below(8), base = random_below(257 - spread);
    for (size_t i = 0; i < count; i++)
        pixels[i] = copy[i] = base + pixels[i] % spread;
    random_deblocking_t r = {.alpha = random_below(256), .beta = random_below(random_below(2) ? 19 : 256)};
    for (int i = 0; i < 4; i++)
        r.tc0[i] = (int)random_below(random_below(4) ? 27 : 129) - 1;
    return r;
}

void expect_same(const void *actual, const void *original, size_t size, const char *what, ...)
{
    cases++;
    const uint8_t *a = actual, *o = original;
    for (size_t i = 0; i < size; i++) {
        if (a[i] == o[i])
            continue;
        va_list arguments;
        va_start(arguments, what);
        printf("%s: ", current);
        vprintf(what, arguments);
        printf(": case %u differs in byte %zu of %zu: is %u, original has %u\n", cases, i, size, a[i], o[i]);
        va_end(arguments);
        exit(1);
    }
}

static bool run(const kernel_test_t *tests, const char *name, const char *seed)
{
    bool ran = false;
    for (; tests->name; tests++) {
        if (strcmp(name, "all") != 0 && strcmp(name, tests->name) != 0)
            continue;
        /* Each on its own gives what it gives with all. */
        state = strtoull(seed, NULL, 10);
        current = tests->name;
        cases = 0;
        tests->run();
        printf("ok %s %u\n", current, cases);
        ran = true;
    }
    return ran;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "all", *seed = argc > 2 ? argv[2] : "1";
    bool ran = false;
#if CONFIG_LIBX264
    ran |= run(x264_pixel_tests, name, seed);
    ran |= run(x264_mc_tests, name, seed);
    ran |= run(x264_dct_tests, name, seed);
#endif
    ran |= run(h264_tests, name, seed);
    ran |= run(swscale_tests, name, seed);
    if (!ran)
        printf("There is no kernel [%s].\n", name);
    /* Also has the linker find close(): it overlooks a function that nothing but its wrapper calls. */
    bool told = fflush(stdout) == 0 && close(STDOUT_FILENO) == 0;
    return ran && told ? 0 : 1;
}
