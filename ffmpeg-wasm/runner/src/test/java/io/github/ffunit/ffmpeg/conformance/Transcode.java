package io.github.ffunit.ffmpeg.conformance;

import static io.github.ffunit.ffmpeg.conformance.CommandLine.words;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** The job that stands for all others: H.264/AAC in, scaled, H.264/AAC with faststart out. */
final class Transcode {

    private Transcode() {}

    /** The sha256 of what the job makes of a clip that it makes itself. */
    static String sha256() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            sandbox.ffmpeg()
                    .run(words(
                            "-v error -f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -f lavfi -i sine=duration=1"
                                    + " -c:v libx264 -preset veryfast -c:a aac in.mp4"));
            sandbox.ffmpeg()
                    .run(words("-v error -i in.mp4 -vf scale=80:-2 -c:v libx264 -preset medium -c:a aac"
                            + " -movflags +faststart out.mp4"));
            byte[] output = Files.readAllBytes(sandbox.workDirectory().resolve("out.mp4"));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Prints the sums of three runs, for a test on another JDK: one alone, then two at once. */
    public static void main(String[] arguments) {
        System.out.println(sha256());
        CompletableFuture<String> other = CompletableFuture.supplyAsync(Transcode::sha256);
        System.out.println(sha256());
        System.out.println(other.join());
    }
}
