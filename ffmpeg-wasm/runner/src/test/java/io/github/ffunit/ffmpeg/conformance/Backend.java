package io.github.ffunit.ffmpeg.conformance;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.StagedDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The file systems that FFmpeg is run on. */
enum Backend {
    JIMFS_UNIX {
        @Override
        Disk open(Path temporary) throws IOException {
            return inMemory(Jimfs.newFileSystem(Configuration.unix()).getPath("/root"));
        }
    },
    JIMFS_OS_X {
        @Override
        Disk open(Path temporary) throws IOException {
            return inMemory(Jimfs.newFileSystem(Configuration.osX()).getPath("/root"));
        }
    },
    JIMFS_WINDOWS {
        @Override
        Disk open(Path temporary) throws IOException {
            return inMemory(Jimfs.newFileSystem(Configuration.windows()).getPath("C:\\root"));
        }
    },
    /** Its files have 16 MiB at most. */
    MEMORYFILESYSTEM {
        @Override
        Disk open(Path temporary) throws IOException {
            return inMemory(MemoryFileSystemBuilder.newLinux().build().getPath("/root"));
        }
    },
    DEFAULT_FILE_SYSTEM {
        @Override
        Disk open(Path temporary) throws IOException {
            Path root = Files.createTempDirectory(temporary, "root");
            return new Disk(root, () -> root, () -> {});
        }
    },
    ZIP_STAGED {
        @Override
        Disk open(Path temporary) throws IOException {
            FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
            FileSystem zip = FileSystems.newFileSystem(memory.getPath("/a.zip"), Map.of("create", "true"));
            StagedDirectory staged = StagedDirectory.of(zip.getPath("/"));
            return new Disk(
                    staged.directory(),
                    () -> {
                        staged.writeBack();
                        return zip.getPath("/");
                    },
                    () -> {
                        staged.close();
                        zip.close();
                        memory.close();
                    });
        }
    };

    /** Makes an empty one; on the default file system, in a temporary folder. */
    abstract Disk open(Path temporary) throws IOException;

    private static Disk inMemory(Path root) throws IOException {
        Files.createDirectory(root);
        return new Disk(root, () -> root, root.getFileSystem());
    }

    /** How the guest's files get to where they stay. */
    interface Storing {
        Path store() throws IOException;
    }

    /**
     * One file system.
     *
     * @param root what the guest shall see
     * @param storing called when the guest has ended: returns where its files are then
     * @param closing lets go of it
     */
    record Disk(Path root, Storing storing, Closeable closing) implements Closeable {
        @Override
        public void close() throws IOException {
            closing.close();
        }
    }
}
