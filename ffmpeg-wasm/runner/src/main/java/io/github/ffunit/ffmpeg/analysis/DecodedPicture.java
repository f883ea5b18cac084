package io.github.ffunit.ffmpeg.analysis;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * One decoded picture, as it is coded: not turned by a rotation that the file asks for. Not thread-safe, as its pixels can be changed.
 *
 * @param number its place in the stream, in the order of showing, from 0
 * @param format of the pixels
 * @param width in pixels
 * @param height in pixels
 * @param pixels all of them; not copied
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // pictures are large: what would equality of a copy be for?
public record DecodedPicture(int number, PixelFormat format, int width, int height, byte[] pixels) {

    /**
     * Makes one.
     *
     * @param number see {@link DecodedPicture}
     * @param format see {@link DecodedPicture}
     * @param width see {@link DecodedPicture}
     * @param height see {@link DecodedPicture}
     * @param pixels see {@link DecodedPicture}
     * @throws NullPointerException if {@code format} or {@code pixels} is null
     * @throws IllegalArgumentException if {@code pixels} has not as many bytes as format and size need
     */
    public DecodedPicture {
        requireNonNull(format, "format");
        requireNonNull(pixels, "pixels");
        long size = (long) width * height * format.bytesPerPixel();
        if (pixels.length != size) {
            throw new IllegalArgumentException("DecodedPicture of %sx%s pixels in %s must have [%s] bytes but has [%s]"
                    .formatted(width, height, format, size, pixels.length));
        }
    }
}
