package io.github.ffunit;

import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultCondition;
import io.github.ffunit.vfs.faults.FaultPlan;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What goes wrong in the file system of a test. */
final class Faults {

    private Faults() {}

    /** Whether the test, or the class, is to have a file system that can fail. */
    static boolean areWantedBy(ExtensionContext context) {
        return FFmpegExtension.nearest(context, FaultyIo.class).isPresent()
                || context.getTestMethod().filter(Faults::takesCondition).isPresent();
    }

    private static boolean takesCondition(Method test) {
        return List.of(test.getParameterTypes()).contains(IoCondition.class);
    }

    /** The plan of a test that has these arguments. */
    static FaultPlan planOf(ExtensionContext context, List<Object> arguments) {
        Optional<FaultyIo> faults = FFmpegExtension.nearest(context, FaultyIo.class);
        FaultPlan plan = FaultPlan.none();
        if (faults.isPresent()) {
            plan = planOf(faults.get(), context.getDisplayName());
        }
        for (Object argument : arguments) {
            if (argument instanceof IoCondition condition) {
                plan = plan.and(condition.plan());
            }
        }
        return plan;
    }

    private static FaultPlan planOf(FaultyIo faults, String test) {
        FaultPlan plan = faults.fileChannels() ? FaultPlan.none() : FaultPlan.noFileChannels();
        if (isSet("enospcAfter", faults.enospcAfter(), 0, test)) {
            plan = plan.and(FaultPlan.diskOf(faults.enospcAfter()));
        }
        if (isSet("eioOnReadAt", faults.eioOnReadAt(), 0, test)) {
            plan = plan.and(on(faults, READ).fromByte(faults.eioOnReadAt()).thenFail(Fault.ioError()));
        }
        if (isSet("eioOnWriteAt", faults.eioOnWriteAt(), 0, test)) {
            plan = plan.and(on(faults, WRITE).fromByte(faults.eioOnWriteAt()).thenFail(Fault.ioError()));
        }
        if (isSet("maxTransfer", faults.maxTransfer(), 1, test)) {
            plan = plan.and(on(faults, READ, WRITE).thenTransferAtMost(faults.maxTransfer()));
        }
        return plan;
    }

    private static FaultCondition on(FaultyIo faults, CallKind kind, CallKind... more) {
        FaultCondition all = FaultPlan.when(kind, more);
        return faults.of().isEmpty() ? all : all.of(faults.of());
    }

    private static boolean isSet(String name, long value, long least, String test) {
        if (value < FaultyIo.NEVER || (value > FaultyIo.NEVER && value < least)) {
            throw new ExtensionConfigurationException(
                    "@FaultyIo(%s) of [%s] must be %d or more, but was [%d]".formatted(name, test, least, value));
        }
        return value != FaultyIo.NEVER;
    }
}
