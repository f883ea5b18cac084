/*
 * The H.264 decoder's deblocking of luma for 8 bits, in place of what ff_h264dsp_init()
 * chose; see h264_deblock.h. SPDX-License-Identifier: LGPL-2.1-or-later
 */
#include "libavcodec/h264dsp.h"

#include "h264_deblock.h"

static void v_luma(uint8_t *pix, ptrdiff_t stride, int alpha, int beta, int8_t *tc0)
{
    deblock_rows(pix, stride, alpha, beta, tc0);
}

static void h_luma(uint8_t *pix, ptrdiff_t stride, int alpha, int beta, int8_t *tc0)
{
    deblock_columns(pix, stride, alpha, beta, tc0);
}

void __real_ff_h264dsp_init(H264DSPContext *c, const int bit_depth, const int chroma_format_idc);
void __wrap_ff_h264dsp_init(H264DSPContext *c, const int bit_depth, const int chroma_format_idc);

void __wrap_ff_h264dsp_init(H264DSPContext *c, const int bit_depth, const int chroma_format_idc)
{
    __real_ff_h264dsp_init(c, bit_depth, chroma_format_idc);
    if (bit_depth == 8) {
        c->v_loop_filter_luma = v_luma;
        c->h_loop_filter_luma = h_luma;
    }
}
