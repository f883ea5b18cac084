package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides on each call: counts it, records it, and lets it pass, shortens it or fails it. Thread-safe. */
final class Injector {
    /** What the rules say to one call. */
    private record Verdict(BackendCall call, List<Rule.Effect> effects, long allowed) {}

    private List<ActiveRule> rules = List.of();
    private @Nullable Disk disk;
    private boolean fileChannels = true;
    private @Nullable List<BackendCall> recording;
    private long calls;
    private long faults;

    synchronized void plan(FaultPlan plan, FaultyFileSystem fileSystem) {
        OptionalLong bytes = plan.diskBytes();
        rules = plan.rules().map(rule -> new ActiveRule(rule, fileSystem)).toList();
        disk = bytes.isPresent() ? new Disk(bytes.getAsLong()) : null;
        fileChannels = plan.fileChannels();
        calls = 0;
        faults = 0;
    }

    synchronized void startRecording() {
        recording = new ArrayList<>();
    }

    synchronized List<BackendCall> recorded() {
        return recording == null ? List.of() : List.copyOf(recording);
    }

    synchronized long faults() {
        return faults;
    }

    /** The limit of the disk; null if there is none. */
    synchronized @Nullable Disk disk() {
        return disk;
    }

    synchronized boolean fileChannels() {
        return fileChannels;
    }

    void before(CallKind kind, Path path) throws IOException {
        transfer(kind, path, null, -1, -1);
    }

    void before(CallKind kind, Path path, Path other) throws IOException {
        transfer(kind, path, other, -1, -1);
    }

    /** Throws, or returns how many of the bytes may be transferred. */
    long transfer(CallKind kind, Path path, @Nullable Path other, long offset, long length) throws IOException {
        Verdict verdict = judge(kind, path, other, offset, length);
        long allowed = verdict.allowed;
        // Without the lock: a hook may wait for another thread, or use the file system.
        for (Rule.Effect effect : verdict.effects) {
            if (effect.hook() != null) {
                effect.hook().accept(verdict.call);
            }
            allowed = Math.min(allowed, effect.maxBytes());
        }
        for (Rule.Effect effect : verdict.effects) {
            if (effect.fault() != null) {
                throw strike(effect.fault(), verdict.call);
            }
        }
        return allowed;
    }

    private synchronized Verdict judge(CallKind kind, Path path, @Nullable Path other, long offset, long length) {
        calls++;
        BackendCall call = new BackendCall(
                calls, kind, path.toAbsolutePath(), other == null ? null : other.toAbsolutePath(), offset, length);
        if (recording != null) {
            recording.add(call);
        }
        List<Rule.Effect> effects = new ArrayList<>();
        long allowed = length;
        for (ActiveRule rule : rules) {
            allowed = Math.min(allowed, rule.bytesBefore(call));
            if (rule.strikes(call)) {
                effects.add(rule.effect());
            }
        }
        return new Verdict(call, effects, allowed);
    }

    /** Throws what the fault is made of; returns nothing. */
    private IOException strike(Fault fault, BackendCall call) throws IOException {
        Throwable thrown = fault.at(call);
        synchronized (this) {
            faults++;
        }
        if (thrown instanceof ClosedByInterruptException) {
            Thread.currentThread().interrupt();
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof IOException checked) {
            return checked;
        }
        throw new IllegalStateException(
                "the fault for call [%s] is a [%s]: it must be an IOException, a RuntimeException or an Error"
                        .formatted(
                                call, thrown == null ? null : thrown.getClass().getName()));
    }
}
