package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a guest through all kinds of calls in a JVM of its own, and tells what the host's file system heard of it. */
final class CanaryMain {
    private CanaryMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        runGuest();
        CanaryProvider.wake();
        String content = runGuest();
        out.println("content " + content);
        out.println("calls " + CanaryProvider.song());
        // The canary must be able to sing, or its silence means nothing.
        out.println("exists " + Files.exists(Path.of("no-such-file")));
        out.println("then " + CanaryProvider.song());
    }

    private static String runGuest() throws IOException {
        try (FileSystem fileSystem = Backend.newJimfs();
                VfsBridge bridge =
                        VfsBridge.builder().root(fileSystem.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.open("canary", Guest.CREAT | TRUNC, READ | WRITE);
            guest.write(fd, "????in memory");
            guest.seek(fd, 0);
            guest.write(fd, "head");
            guest.pwrite(fd, "!", 100);
            guest.trySetSize(fd, 13);
            guest.stat(fd);
            guest.mkdir("d");
            guest.rename("canary", "d/canary");
            guest.tryLink("d/canary", "link");
            guest.symlink("d/canary", "slink");
            guest.readAll("slink");
            guest.trySetTimes("link", 0, 1, 1, 5);
            guest.names(".");
            guest.unlink("link");
            guest.tryRmdir("d");
            guest.createFile("tmp/f", "scratch");
            guest.readBytes(guest.open("dev/urandom", 0, READ), 100);
            guest.tryOpen("../outside", 0, READ);
            guest.tryOpen("/etc/passwd", 0, READ);
            bridge.changes();
            return Files.readString(fileSystem.getPath("/d/canary"));
        }
    }
}
