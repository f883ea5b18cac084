package io.github.ffunit.vfs;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file systems that the rules are tested on. */
enum Backend {
    JIMFS {
        @Override
        Path newRoot() {
            return newJimfs().getPath("/");
        }
    },
    JIMFS_SUBDIRECTORY {
        @Override
        Path newRoot() throws IOException {
            return Files.createDirectories(newJimfs().getPath("/some/where"));
        }
    },
    DEFAULT_FILE_SYSTEM {
        @Override
        Path newRoot() throws IOException {
            return Files.createTempDirectory("ffunit-vfs");
        }
    },
    MEMORYFILESYSTEM {
        @Override
        Path newRoot() throws IOException {
            return Files.createDirectory(
                    MemoryFileSystemBuilder.newLinux().build().getPath("/root"));
        }
    };

    /** An empty directory. */
    abstract Path newRoot() throws IOException;

    static FileSystem newJimfs() {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setWorkingDirectory("/")
                .build());
    }

    static boolean isDefault(Path path) {
        return path.getFileSystem() == FileSystems.getDefault();
    }
}
