package io.github.ffunit.golden;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The file as bytes. */
final class FileLines {

    private FileLines() {}

    /** SHA-256 and size. */
    static List<String> of(Path media) {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            long size = Files.copy(media, out);
            return List.of(
                    "sha256 " + HexFormat.of().formatHex(out.getMessageDigest().digest()), "bytes " + size);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read [%s]".formatted(media), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
