package io.github.ffunit.ffmpeg.analysis;

import java.io.OutputStream;
import java.util.function.Consumer;

/** Cuts raw video into pictures as it comes, so that one at a time is in memory. */
final class PictureSplitter extends OutputStream {

    private final PixelFormat format;
    private final int width;
    private final int height;
    private final Consumer<DecodedPicture> pictures;
    private byte[] current;
    private int filled;
    private int number;

    PictureSplitter(PixelFormat format, int width, int height, Consumer<DecodedPicture> pictures) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.pictures = pictures;
        this.current = newPicture();
    }

    private byte[] newPicture() {
        return new byte[Math.multiplyExact(Math.multiplyExact(width, height), format.bytesPerPixel())];
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int part = Math.min(end - from, current.length - filled);
            System.arraycopy(bytes, from, current, filled, part);
            from += part;
            filled += part;
            if (filled == current.length) {
                pictures.accept(new DecodedPicture(number++, format, width, height, current));
                current = newPicture(); // the consumer may have kept the other one
                filled = 0;
            }
        }
    }
}
