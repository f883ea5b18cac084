package io.github.ffunit.ffmpeg.analysis;

import org.apiguardian.api.API;

/**
 * Loudness by EBU R 128, as FFmpeg's filter {@code ebur128} measures it. Immutable.
 *
 * @param integratedLufs of the whole programme, in LUFS, to three decimals; -70 for silence, and for less than 400 ms
 * @param rangeLu the loudness range, in LU, to three decimals; 0 for less than three seconds
 * @param maxShortTermLufs the loudest three seconds, in LUFS, to three decimals; -120.691 for silence and for less
 * @param truePeakDbtp the largest peak between samples, in dBTP, to one decimal; negative infinity for silence
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Loudness(double integratedLufs, double rangeLu, double maxShortTermLufs, double truePeakDbtp) {}
