package io.github.ffunit.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a video site does with an upload. Thread-safe if its tool is. */
public final class MediaService {

    private final MediaTool ffmpeg;

    /**
     * Makes a service.
     *
     * @param ffmpeg runs the commands; the paths given to the methods below must mean something to it
     */
    public MediaService(MediaTool ffmpeg) {
        this.ffmpeg = requireNonNull(ffmpeg, "ffmpeg");
    }

    /**
     * Makes a still picture of the beginning.
     *
     * @param clip anything with pictures
     * @param poster the file to write, whose extension says the format
     * @throws IOException if the tool fails
     */
    public void poster(Path clip, Path poster) throws IOException {
        ffmpeg.run("-y", "-i", clip, "-map", "0:v:0", "-frames:v", 1, "-update", 1, poster);
    }

    /**
     * Makes an mp4 of 360 lines that starts to play before it is loaded, with a key frame at each second for {@link #hls}.
     * A smaller clip keeps its size.
     *
     * @param clip anything with pictures, with or without sound
     * @param rendition the mp4 to write
     * @throws IOException if the tool fails
     */
    public void rendition360p(Path clip, Path rendition) throws IOException {
        ffmpeg.run(
                "-y",
                "-i",
                clip,
                "-map",
                "0:v:0",
                "-map",
                "0:a:0?",
                "-vf",
                "scale=w=-2:h='min(360,ih)'",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-pix_fmt",
                "yuv420p",
                "-force_key_frames",
                "expr:gte(t,n_forced)",
                "-c:a",
                "aac",
                "-b:a",
                "96k",
                "-movflags",
                "+faststart",
                rendition);
    }

    /**
     * Cuts a clip into segments of about a second and a playlist, without encoding it again.
     *
     * @param clip H.264 and AAC
     * @param folder where to write; made if missing
     * @return the playlist
     * @throws IOException if the tool fails
     */
    public Path hls(Path clip, Path folder) throws IOException {
        Path playlist = Files.createDirectories(folder).resolve("index.m3u8");
        ffmpeg.run(
                "-y",
                "-i",
                clip,
                "-c",
                "copy",
                "-f",
                "hls",
                "-hls_time",
                1,
                "-hls_playlist_type",
                "vod",
                "-hls_segment_filename",
                folder.resolve("segment-%03d.ts"),
                playlist);
        return playlist;
    }

    /**
     * Measures how loud a clip is.
     *
     * @param clip anything with sound
     * @return its loudness
     * @throws IOException if the tool fails
     */
    public LoudnessReport loudness(Path clip) throws IOException {
        return LoudnessReport.parse(ffmpeg.run(
                "-nostats", "-i", clip, "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"));
    }
}
