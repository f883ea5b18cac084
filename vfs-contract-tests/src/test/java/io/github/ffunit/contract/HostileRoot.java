package io.github.ffunit.contract;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fresh directory on each file system that hostile guests are let loose on. */
enum HostileRoot {
    JIMFS_UNIX {
        @Override
        Path open() throws IOException {
            return Files.createDirectory(
                    Jimfs.newFileSystem(Configuration.unix()).getPath("/world"));
        }
    },
    JIMFS_OS_X {
        @Override
        Path open() throws IOException {
            return Files.createDirectory(
                    Jimfs.newFileSystem(Configuration.osX()).getPath("/world"));
        }
    },
    JIMFS_WINDOWS {
        @Override
        Path open() throws IOException {
            return Files.createDirectory(
                    Jimfs.newFileSystem(Configuration.windows()).getPath("C:\\world"));
        }
    },
    MEMORYFILESYSTEM {
        @Override
        Path open() throws IOException {
            return Files.createDirectory(
                    MemoryFileSystemBuilder.newLinux().build().getPath("/world"));
        }
    },
    DEFAULT_FILE_SYSTEM {
        @Override
        Path open() throws IOException {
            return RootSource.temporaryFolders().open();
        }
    };

    abstract Path open() throws IOException;

    static void discard(Path root) throws IOException {
        RootSource.temporaryFolders().discard(root);
    }
}
