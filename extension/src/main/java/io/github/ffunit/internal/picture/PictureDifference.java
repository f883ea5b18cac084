package io.github.ffunit.internal.picture;

import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * How two pictures of one size differ, as 8 bits each of alpha, red, green and blue.
 *
 * @param pixels how many are not the same
 * @param firstX of the first such pixel, in reading order
 * @param firstY of the first such pixel
 * @param levels the largest difference of a channel
 * @param psnrDb over all channels, peak 255; infinite for equal pictures
 * @param picture each channel's difference, bright where it is large
 */
public record PictureDifference(int pixels, int firstX, int firstY, int levels, double psnrDb, BufferedImage picture) {

    private static final int CHANNELS = 4;

    /**
     * Compares.
     *
     * @param expected as it should be
     * @param actual as it is, of the same size
     * @return their difference
     */
    public static PictureDifference between(BufferedImage expected, BufferedImage actual) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int pixels = 0;
        int firstX = -1;
        int firstY = -1;
        int levels = 0;
        double squares = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int before = expected.getRGB(x, y);
                int after = actual.getRGB(x, y);
                if (before == after) {
                    continue;
                }
                if (pixels++ == 0) {
                    firstX = x;
                    firstY = y;
                }
                int worst = 0;
                int shown = 0;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int shift = 8 * channel;
                    int distance = Math.abs((before >>> shift & 0xff) - (after >>> shift & 0xff));
                    worst = Math.max(worst, distance);
                    squares += (double) distance * distance;
                    shown |= visible(distance) << shift;
                }
                levels = Math.max(levels, worst);
                // Another transparency alone has no colour of its own
                picture.setRGB(x, y, (shown & 0xffffff) == 0 ? 0x404040 : shown);
            }
        }
        double mean = squares / ((double) width * height * CHANNELS);
        return new PictureDifference(
                pixels,
                firstX,
                firstY,
                levels,
                mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255 * 255 / mean),
                picture);
    }

    /** Even one level is to be seen. */
    private static int visible(int distance) {
        return distance == 0 ? 0 : Math.min(255, 64 + 4 * distance);
    }

    /** {@return all of it in words} */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d pixels differ, the first at (%d, %d), by at most %d levels, PSNR %.2f dB",
                pixels,
                firstX,
                firstY,
                levels,
                psnrDb);
    }
}
