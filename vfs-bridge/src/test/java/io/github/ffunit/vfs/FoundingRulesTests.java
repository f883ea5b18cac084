package io.github.ffunit.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Test;

class FoundingRulesTests {
    @Test
    void write_afterSeekBack_patchesTheHead() throws Exception {
        try (FileSystem fs = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                        .setAttributeViews("basic", "unix")
                        .build());
                VfsBridge bridge = VfsBridge.builder().root(fs.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            assertThat(guest.write(fd, "hello world")).isEqualTo(11);
            guest.seek(fd, 0);
            guest.write(fd, "HELLO");
            guest.seek(fd, 0);
            assertThat(guest.read(fd, 100)).isEqualTo("HELLO world");
            assertThat(guest.read(fd, 100)).isEmpty();
            assertThat(guest.stat("f").size()).isEqualTo(11);
            guest.rename("f", "g");
            assertThat(guest.names(".")).containsExactly("dev", "g", "tmp", "work");
            assertThat(guest.names("dev")).containsExactly("null", "random", "urandom");
            assertThat(bridge.changes().created()).containsExactly(fs.getPath("/g"));
                    .containsExactly(Path.of("x").getFileSystem() == null ? null : fs.getPath("/g"));
        }
    }
}
