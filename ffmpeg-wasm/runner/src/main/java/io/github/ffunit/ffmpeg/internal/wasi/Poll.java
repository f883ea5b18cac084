package io.github.ffunit.ffmpeg.internal.wasi;

import io.github.ffunit.ffmpeg.internal.threads.GuestScheduler;
import io.github.ffunit.ffmpeg.internal.threads.VirtualClock;
import io.github.ffunit.vfs.Readiness;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;

/** {@code poll_oneoff}: waits in the guest's time, so in no real time. */
final class Poll {

    private static final int SUBSCRIPTION_SIZE = 48;
    private static final int EVENT_SIZE = 32;

    // Within a subscription
    private static final int TAG = 8;
    private static final int CLOCK_ID = 16;
    private static final int CLOCK_TIMEOUT = 24;
    private static final int CLOCK_FLAGS = 40;
    private static final int FD = 16;

    // Within an event
    private static final int EVENT_ERROR = 8;
    private static final int EVENT_TYPE = 10;
    private static final int EVENT_BYTES = 16;

    private static final int TYPE_CLOCK = 0;
    private static final int TYPE_FD_WRITE = 2;
    private static final int CLOCK_REALTIME = 0;
    private static final int ABSOLUTE_TIME = 1;

    private final GuestScheduler scheduler;
    private final VirtualClock clock;
    private final Descriptors descriptors;

    Poll(GuestScheduler scheduler, VirtualClock clock, Descriptors descriptors) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.descriptors = descriptors;
    }

    int oneOff(GuestMemory memory, int subscriptions, int events, int count, int resultAddress) {
        if (count <= 0) {
            return Errno.INVAL.code();
        }
        long[] timeouts = new long[count];
        long shortest = Long.MAX_VALUE;
        boolean anyClock = false;
        boolean anyReady = false;
        for (int i = 0; i < count; i++) {
            int subscription = subscriptions + i * SUBSCRIPTION_SIZE;
            int type = memory.getByte(subscription + TAG);
            if (type < TYPE_CLOCK || type > TYPE_FD_WRITE) {
                return Errno.INVAL.code();
            }
            if (type == TYPE_CLOCK) {
                anyClock = true;
                timeouts[i] = timeout(memory, subscription);
                shortest = Math.min(shortest, timeouts[i]);
            } else {
                anyReady |= readiness(memory, subscription, type) != Readiness.BLOCKED;
            }
        }
        long waited = 0;
        if (!anyReady && anyClock) {
            scheduler.sleep(shortest);
            waited = shortest;
        }
        // With nothing ready and no time to wait for, only someone outside can end the wait: all descriptors count as
        // ready, and the transfer that follows blocks, with the baton, which keeps the order of the threads fixed.
        boolean all = !anyReady && !anyClock;

        int found = 0;
        for (int i = 0; i < count; i++) {
            int subscription = subscriptions + i * SUBSCRIPTION_SIZE;
            int type = memory.getByte(subscription + TAG);
            Errno error = Errno.SUCCESS;
            if (type == TYPE_CLOCK) {
                if (timeouts[i] > waited) {
                    continue;
                }
            } else {
                Readiness readiness = readiness(memory, subscription, type);
                if (readiness == Readiness.BLOCKED && !all) {
                    continue;
                }
                error = readiness == Readiness.NOT_OPEN ? Errno.BADF : Errno.SUCCESS;
            }
            writeEvent(memory, events + found * EVENT_SIZE, memory.getLong(subscription), error, type);
            found++;
        }
        memory.putInt(resultAddress, found);
        return Errno.SUCCESS.code();
    }

    private Readiness readiness(GuestMemory memory, int subscription, int type) {
        return descriptors.readiness(memory.getInt(subscription + FD), type == TYPE_FD_WRITE);
    }

    /** Nanoseconds from now, not negative; beyond 292 years they saturate. */
    private long timeout(GuestMemory memory, int subscription) {
        long time = memory.getLong(subscription + CLOCK_TIMEOUT);
        if (time < 0) {
            return Long.MAX_VALUE;
        }
        if ((memory.getShort(subscription + CLOCK_FLAGS) & ABSOLUTE_TIME) != 0) {
            long now = clock.nanos();
            time -= memory.getInt(subscription + CLOCK_ID) == CLOCK_REALTIME ? clock.toEpochNanos(now) : now;
        }
        return Math.max(time, 0);
    }

    private static void writeEvent(GuestMemory memory, int event, long userData, Errno error, int type) {
        memory.putLong(event, userData);
        memory.putShort(event + EVENT_ERROR, (short) error.code());
        memory.putByte(event + EVENT_TYPE, (byte) type);
        for (int offset = EVENT_TYPE + 1; offset < EVENT_SIZE; offset++) {
            memory.putByte(event + offset, (byte) 0);
        }
        // At least one byte; how many, no caller of ours asks
        memory.putLong(event + EVENT_BYTES, type == TYPE_CLOCK || error != Errno.SUCCESS ? 0 : 1);
    }
}
