package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a few threads did at once, and what they were answered; with what a directory and a file would have answered in some order. */
final class History {
    private static final String[] NAMES = {"a", "b", "c"};
    private static final String SHARED = "log";

    /** What may be called; the text of an answer says all that the caller can see. */
    enum Kind {
        CREATE,
        MKDIR,
        UNLINK,
        RMDIR,
        RENAME,
        STAT,
        WRITE,
        READ,
        REWIND
    }

    record Call(Kind kind, String name, String other) {
        String answer(Guest guest, String directory, int fd) {
            String path = directory + name;
            return switch (kind) {
                case CREATE -> create(guest, path);
                case MKDIR -> guest.tryMkdir(path).name();
                case UNLINK -> guest.tryUnlink(path).name();
                case RMDIR -> guest.tryRmdir(path).name();
                case RENAME -> guest.tryRename(path, directory + other).name();
                case STAT -> guest.tryStat(path).name();
                case WRITE -> "wrote " + guest.write(fd, name);
                case READ -> "read " + guest.read(fd, 2);
                case REWIND -> "at " + guest.seek(fd, 0);
            };
        }

        private static String create(Guest guest, String path) {
            Answer<Integer> answer =
                    guest.wasi().pathOpen(Guest.ROOT, 0, path.getBytes(UTF_8), CREAT | EXCL, WRITE, WRITE, 0);
            if (answer.value() != null) {
                guest.close(answer.value());
            }
            return Guest.errno(answer.errno()).name();
        }
    }

    /** A call, when it began and ended by a clock that counts up, and its answer. */
    record Event(Call call, int begin, int end, String answer) implements SerialOrder.Event {}

    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    private History() {}

    /** One that is made up. */
    static History of(List<Event> events) {
        History history = new History();
        history.events.addAll(events);
        return history;
    }

    /** Lets one to three threads make up to four calls each, in an empty directory. */
    static History run(World world, String directory, SplittableRandom random) {
        History history = new History();
        int fd = world.guest().create(directory + SHARED);
        AtomicInteger clock = new AtomicInteger();
        List<Crew.Task> tasks = new ArrayList<>();
        int threads = 2 + random.nextInt(2);
        for (int t = 0; t < threads; t++) {
            List<Call> calls = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                calls.add(anyCall(random));
            }
            Guest guest = world.newGuest();
            tasks.add(() -> {
                for (Call call : calls) {
                    int begin = clock.getAndIncrement();
                    String answer = call.answer(guest, directory, fd);
                    history.events.add(new Event(call, begin, clock.getAndIncrement(), answer));
                }
            });
        }
        new Crew().together(tasks);
        world.guest().close(fd);
        return history;
    }

    private static Call anyCall(SplittableRandom random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String name = NAMES[random.nextInt(NAMES.length)];
        return new Call(kind, name, NAMES[random.nextInt(NAMES.length)]);
    }

    boolean isLinearizable() {
        return SerialOrder.exists(events, new Model(Map.of(), "", 0));
    }

    private record Step(Model after, String answer) {}

    /** The directory and the shared file: names with whether they are directories, content and position. */
    private record Model(Map<String, Boolean> names, String content, int position) implements SerialOrder.State<Event> {
        @Override
        public @Nullable Model after(Event event) {
            Step step = step(event.call());
            return step.answer().equals(event.answer()) ? step.after() : null;
        }

        Step step(Call call) {
            Boolean directory = names.get(call.name());
            return switch (call.kind()) {
                case CREATE -> directory == null ? with(call.name(), false) : same(Errno.EXIST);
                case MKDIR -> directory == null ? with(call.name(), true) : same(Errno.EXIST);
                case UNLINK ->
                    directory == null ? same(Errno.NOENT) : directory ? same(Errno.ISDIR) : without(call.name());
                case RMDIR ->
                    directory == null ? same(Errno.NOENT) : directory ? without(call.name()) : same(Errno.NOTDIR);
                case RENAME -> rename(call.name(), call.other());
                case STAT -> same(directory == null ? Errno.NOENT : Errno.SUCCESS);
                case WRITE -> write(call.name());
                case READ -> read();
                case REWIND -> new Step(new Model(names, content, 0), "at 0");
            };
        }

        private Step same(Errno errno) {
            return new Step(this, errno.name());
        }

        private Step changed(Map<String, Boolean> newNames) {
            return new Step(new Model(newNames, content, position), Errno.SUCCESS.name());
        }

        private Step with(String name, boolean directory) {
            Map<String, Boolean> more = new TreeMap<>(names);
            more.put(name, directory);
            return changed(more);
        }

        private Step without(String name) {
            Map<String, Boolean> less = new TreeMap<>(names);
            less.remove(name);
            return changed(less);
        }

        private Step rename(String from, String to) {
            Boolean source = names.get(from);
            Boolean target = names.get(to);
            if (source == null) {
                return same(Errno.NOENT);
            }
            if (target != null && !target.equals(source)) {
                return same(source ? Errno.NOTDIR : Errno.ISDIR);
            }
            Map<String, Boolean> moved = new TreeMap<>(names);
            moved.remove(from);
            moved.put(to, source);
            return changed(moved);
        }

        private Step write(String text) {
            String head = content.substring(0, position);
            String tail =
                    position + text.length() < content.length() ? content.substring(position + text.length()) : "";
            return new Step(new Model(names, head + text + tail, position + text.length()), "wrote " + text.length());
        }

        private Step read() {
            int end = Math.min(content.length(), position + 2);
            return new Step(new Model(names, content, end), "read " + content.substring(position, end));
        }
    }

    @Override
    public String toString() {
        return events.toString();
    }
}
