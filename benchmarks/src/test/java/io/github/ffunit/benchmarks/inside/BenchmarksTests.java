package io.github.ffunit.benchmarks.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** That each benchmark does what it is named after, once. */
class BenchmarksTests {

    private static final int SIZE = 4096;

    @Test
    void transfers_moveAllBytes_eachTime() throws IOException {
        TransferBenchmarks benchmarks = new TransferBenchmarks();
        benchmarks.size = SIZE;
        benchmarks.open();
        try {
            for (int i = 0; i < 2; i++) {
                assertThat(benchmarks.guestRead()).isEqualTo(SIZE);
                assertThat(benchmarks.guestWrite()).isEqualTo(SIZE);
                assertThat(benchmarks.guestReadAt()).isEqualTo(SIZE);
                assertThat(benchmarks.guestWriteAt()).isEqualTo(SIZE);
                assertThat(benchmarks.channelRead()).isEqualTo(SIZE);
                assertThat(benchmarks.channelWrite()).isEqualTo(SIZE);
                assertThat(benchmarks.channelReadAt()).isEqualTo(SIZE);
                assertThat(benchmarks.channelWriteAt()).isEqualTo(SIZE);
            }
        } finally {
            benchmarks.close();
        }
    }

    @Test
    void names_areFound_eachTime() throws IOException {
        NameBenchmarks benchmarks = new NameBenchmarks();
        benchmarks.open();
        try {
            assertThat(benchmarks.guestAttributes()).isEqualTo(1);
            assertThat(benchmarks.fileAttributes()).isEqualTo(1);
            assertThat(benchmarks.channelOpenAndClose()).isTrue();
            assertThat(benchmarks.walkOpenAndClose()).isTrue();
            assertThat(benchmarks.walkAttributes()).as("size and names").isEqualTo(2);
            long number = benchmarks.guestOpenAndClose();
            assertThat(benchmarks.guestOpenAndClose())
                    .as("closed again, so its number is free")
                    .isEqualTo(number);
        } finally {
            benchmarks.close();
        }
    }

    @Test
    void listings_haveAllEntries() throws IOException {
        ListingBenchmarks benchmarks = new ListingBenchmarks();
        benchmarks.open();
        try {
            // Beside the files: the directory above the file of the other benchmarks, both dots, and the two mounts.
            assertThat(benchmarks.guestListing()).isEqualTo(10_000 + 1 + 2 + 2);
            assertThat(benchmarks.streamAndAttributes()).isEqualTo(10_000);
        } finally {
            benchmarks.close();
        }
    }

    @Test
    void starts_giveAGuest() throws IOException {
        StartBenchmarks benchmarks = new StartBenchmarks();
        benchmarks.open();
        try {
            assertThat(benchmarks.newGuest()).isGreaterThan(1 << 20);
            assertThat(benchmarks.wholeRun()).isZero();
            assertThat(benchmarks.sandbox()).isTrue();
        } finally {
            benchmarks.close();
        }
    }
}
