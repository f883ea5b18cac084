package io.github.ffunit.ffmpeg.analysis;

import org.apiguardian.api.API;

/**
 * In what form decoded pictures are handed out, 8 bits a component, rows from top to bottom without gaps.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PixelFormat {
    /** Luma alone, one byte a pixel. */
    GRAY("gray", 1),
    /** Red, green, blue, three bytes a pixel. */
    RGB("rgb24", 3),
    /** Red, green, blue, alpha, four bytes a pixel. */
    RGBA("rgba", 4),
    /** Three planes in full size, Y, then U, then V, each one byte a pixel. */
    YUV_PLANES("yuv444p", 3);

    private final String pixFmt;
    private final int bytesPerPixel;

    PixelFormat(String pixFmt, int bytesPerPixel) {
        this.pixFmt = pixFmt;
        this.bytesPerPixel = bytesPerPixel;
    }

    /** What FFmpeg calls it. */
    String pixFmt() {
        return pixFmt;
    }

    /** {@return how many bytes there are for each pixel, in all planes} */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }
}
