/*
 * x264's deblocking of luma for 8 bits, in place of what x264_8_deblock_init() chose; see
 * h264_deblock.h. SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/common.h"

#include "h264_deblock.h"

static void v_luma(pixel *pix, intptr_t stride, int alpha, int beta, int8_t *tc0)
{
    deblock_rows(pix, stride, alpha, beta, tc0);
}

static void h_luma(pixel *pix, intptr_t stride, int alpha, int beta, int8_t *tc0)
{
    deblock_columns(pix, stride, alpha, beta, tc0);
}

void __real_x264_8_deblock_init(uint32_t cpu, x264_deblock_function_t *table, int b_mbaff);
void __wrap_x264_8_deblock_init(uint32_t cpu, x264_deblock_function_t *table, int b_mbaff);

void __wrap_x264_8_deblock_init(uint32_t cpu, x264_deblock_function_t *table, int b_mbaff)
{
    __real_x264_8_deblock_init(cpu, table, b_mbaff);
    table->deblock_luma[0] = h_luma;
    table->deblock_luma[1] = v_luma;
}
