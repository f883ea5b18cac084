package io.github.ffunit.internal.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A picture of 8 bits a channel.
 *
 * @param image its pixels
 */
public record Picture(BufferedImage image) {

    private static final int MOST_BITS = 8;

    /**
     * Reads a file of a format that the JDK knows.
     *
     * @param file of any file system
     * @return its picture
     * @throws IllegalArgumentException if it is none, or has more than 8 bits a channel
     */
    public static Picture read(Path file) {
        BufferedImage image = decode(file);
        if (image == null) {
            throw new IllegalArgumentException(
                    "[%s] is no picture that can be compared; allowed are PNG, JPEG, BMP and GIF; for frames of media use frameMd5()"
                            .formatted(file));
        }
        int bits = Arrays.stream(image.getSampleModel().getSampleSize()).max().orElseThrow();
        if (bits > MOST_BITS) {
            throw new IllegalArgumentException(
                    "[%s] has %d bits a channel, and 8 can be compared; write it with -pix_fmt rgb24"
                            .formatted(file, bits));
        }
        return new Picture(image);
    }

    private static @Nullable BufferedImage decode(Path file) {
        try {
            // From memory: the JDK would put a cache file on the disk
            return ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the picture [%s]".formatted(file), e);
        }
    }

    /**
     * Compares sizes.
     *
     * @param other any
     * @return whether both are as wide and as high
     */
    public boolean hasSizeOf(Picture other) {
        return image.getWidth() == other.image.getWidth() && image.getHeight() == other.image.getHeight();
    }

    /** {@return the size in words, for instance {@code 320x240 pixels}} */
    public String size() {
        return "%dx%d pixels".formatted(image.getWidth(), image.getHeight());
    }

    /** {@return the same for the same pixels, whatever the file} */
    public String fingerprint() {
        CRC32 sum = new CRC32();
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            sum.update(pixel >>> 24);
            sum.update(pixel >>> 16);
            sum.update(pixel >>> 8);
            sum.update(pixel);
        }
        return size() + " " + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** {@return a PNG file} */
    public byte[] toPng() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("the JDK has no PNG writer for this picture");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PNG", e);
        }
        return out.toByteArray();
    }
}
