package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.util.Optional;

/**
 * One segment of a stream, as a playlist states it.
 *
 * @param place where the playlist says so, for messages: {@code line 7}, or the path of an element
 * @param media its media
 * @param initialization what a player reads before it; empty if it stands for itself
 * @param duration in seconds
 * @param precision of {@code duration} in seconds: a true duration may be off by half of it and still be stated as well as the playlist can
 * @param discontinuity whether the playlist says that timestamps or formats may jump before it
 * @param encrypted whether its media is
 */
public record Segment(
        String place,
        Piece media,
        Optional<Piece> initialization,
        Rational duration,
        Rational precision,
        boolean discontinuity,
        boolean encrypted) {}
