package io.github.ffunit.ffmpeg.analysis;

import org.apiguardian.api.API;

/**
 * How far one picture is off another. Immutable.
 *
 * @param number the place of both in their streams, from 0
 * @param psnrDb the peak signal-to-noise ratio over all components, in dB, to two decimals; infinite for equal pictures
 * @param ssim the structural similarity over all components, up to 1 for equal pictures, to six decimals
 * @param maxDifference the largest difference of a component, in levels of the pictures' own depth: 0 to 255 for 8 bits
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FrameQuality(int number, double psnrDb, double ssim, int maxDifference) {}
