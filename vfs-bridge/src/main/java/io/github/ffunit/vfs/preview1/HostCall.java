package io.github.ffunit.vfs.preview1;

/**
 * One function that a host offers to a guest, in a form that every engine can bind.
 *
 * @param module import module, for instance {@code wasi_snapshot_preview1}
 * @param name import name, for instance {@code fd_read}
 * @param parameters one character for each parameter: {@code i} for i32, {@code I} for i64
 * @param results the same for results: empty or one character
 * @param body what it does
 */
public record HostCall(String module, String name, String parameters, String results, Body body) {

    /** The work of a host function. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the call.
         *
         * @param memory the guest's
         * @param arguments raw values, i32 in the low half; the callee does not keep the array
         * @return the raw result; ignored where there is none
         */
        long call(GuestMemory memory, long[] arguments);
    }
}
