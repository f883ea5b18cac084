package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultCondition;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.SplittableRandom;

/** Section P, third part: channels that transfer less than they were asked to, fail in the middle, or fail to close. */
final class TransferFaultRules {
    @Rule(
            id = "P04",
            says = "A channel that writes little is called again; one that takes nothing twice is IO.",
            source = "java.nio WritableByteChannel",
            needs = {WRITABLE, RANDOM_ACCESS})
    void shortWrites(World world) throws IOException {
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.create("f");
        faulty.plan(FaultPlan.when(CallKind.WRITE).thenTransferAtMost(3));
        assertThat(guest.write(fd, "0123456789")).isEqualTo(10);
        assertThat(guest.writev(fd, "abcd".getBytes(US_ASCII), "efgh".getBytes(US_ASCII)))
                .isEqualTo(8);
        faulty.plan(FaultPlan.when(CallKind.WRITE).thenTransferAtMost(0));
        assertThat(guest.tryWrite(fd, "lost")).isEqualTo(Errno.IO);
        assertThat(guest.tell(fd)).isEqualTo(18);
        faulty.plan(FaultPlan.none());
        assertThat(guest.readAll("f")).isEqualTo("0123456789abcdefgh");
        assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.SUCCESS);
        faulty.plan(FaultPlan.when(CallKind.WRITE).thenTransferAtMost(1));
        assertThat(guest.trySetSize(fd, 50)).as("growing").isEqualTo(Errno.SUCCESS);
        assertThat(guest.stat(fd).size()).isEqualTo(50);
    }

    @Rule(id = "P04", says = "A channel that reads little is passed on.", source = "java.nio ReadableByteChannel")
    void shortReads(World world) throws IOException {
        String file = world.sampleFile();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.open(file, 0, READ);
        faulty.plan(FaultPlan.when(CallKind.READ).thenTransferAtMost(3));
        byte[] content = world.sampleContent();
        int at = 0;
        while (at < 30) {
            byte[] part = guest.readBytes(fd, 10);
            assertThat(part).hasSizeBetween(1, 10);
            for (byte b : part) {
                assertThat(b).as("byte %d", at).isEqualTo(content[at++]);
            }
            assertThat(guest.tell(fd)).isEqualTo(at);
        }
    }

    @Rule(
            id = "P05",
            says = "Whatever fails on the way, the file holds exactly the bytes that were reported written, in order.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void nothingLost(World world) throws IOException {
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        SplittableRandom random = new SplittableRandom(5);
        int failures = 0;
        for (int run = 0; run < 60; run++) {
            String name = "f" + run;
            // Some file systems have only the simpler kind of channel.
            faulty.plan(run % 3 == 0 ? FaultPlan.noFileChannels() : FaultPlan.none());
            int fd = guest.open(name, CREAT, READ | WRITE, run % 2 == 0 ? APPEND : 0);
            StringBuilder reported = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                faulty.plan(narrowness(random).and(failure(random)));
                String text = "%02d-%02d:%s;".formatted(run, i, "x".repeat(random.nextInt(40)));
                int cut = random.nextInt(text.length());
                Answer<Integer> answer = guest.wasi()
                        .fdWrite(
                                fd,
                                text.substring(0, cut).getBytes(US_ASCII),
                                new byte[0],
                                text.substring(cut).getBytes(US_ASCII));
                if (answer.value() == null) {
                    assertThat(Guest.errno(answer.errno())).isEqualTo(Errno.IO);
                    failures++;
                } else {
                    assertThat(answer.value()).isBetween(1, text.length());
                    reported.append(text, 0, answer.value());
                }
            }
            faulty.plan(FaultPlan.none());
            assertThat(guest.tell(fd)).as("position in %s", name).isEqualTo(reported.length());
            assertThat(guest.tryClose(fd)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.readAll(name)).as(name).isEqualTo(reported.toString());
        }
        assertThat(failures).as("writes that failed").isGreaterThan(100);
    }

    private static FaultPlan narrowness(SplittableRandom random) {
        FaultCondition write = FaultPlan.when(CallKind.WRITE);
        return random.nextInt(4) == 0 ? write.thenTransferAtMost(random.nextInt(8)) : FaultPlan.none();
    }

    private static FaultPlan failure(SplittableRandom random) {
        FaultCondition write = FaultPlan.when(CallKind.WRITE);
        return random.nextInt(3) == 0
                ? write.onCall(1 + random.nextInt(6)).thenFail(Fault.ioError())
                : FaultPlan.none();
    }

    @Rule(
            id = "P06",
            says = "A fault in close is IO once and frees the number; the second close is BADF.",
            source = "LX")
    void faultInClose(World world) throws IOException {
        String file = world.sampleFile();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.open(file, 0, READ);
        faulty.plan(FaultPlan.when(CallKind.CLOSE).thenFail(Fault.ioError()));
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.IO);
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.BADF);
        faulty.plan(FaultPlan.none());
        assertThat(guest.open(file, 0, READ)).isEqualTo(fd);
        assertThat(world.bridge().failures()).hasSize(1);
        faulty.plan(FaultPlan.when(CallKind.CLOSE).thenFail(Fault.ioError()));
        int other = guest.open(file, 0, READ);
        assertThat(guest.tryRenumber(other, fd))
                .as("of the file that is displaced")
                .isIn(Errno.IO, Errno.SUCCESS);
        faulty.plan(FaultPlan.none());
        assertThat(guest.tryTell(fd)).as("moved all the same").isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryTell(other)).isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "P06",
            says = "A deletion that had to wait and then fails is told to the host; for the guest the name stays gone.",
            source = "LX",
            needs = WRITABLE)
    void faultInDeferredDeletion(World world) throws IOException {
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.create("f");
        guest.write(fd, "abc");
        faulty.plan(FaultPlan.when(CallKind.DELETE)
                .thenFail(Fault.of(() -> new FileSystemException("f", null, "file still open"))));
        guest.unlink("f");
        assertThat(guest.pread(fd, 10, 0)).isEqualTo("abc");
        int before = world.bridge().failures().size();
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.SUCCESS);
        assertThat(world.bridge().failures()).hasSize(before + 1);
        assertThat(guest.names(".")).containsExactlyInAnyOrder("dev", "tmp");
        assertThat(guest.tryStat("f")).isEqualTo(Errno.NOENT);
        faulty.plan(FaultPlan.none());
        assertThat(guest.tryMkdir("f")).as("the name is free").isEqualTo(Errno.SUCCESS);
    }
}
