package io.github.ffunit.params;

import io.github.ffunit.IoCondition;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** All conditions, or those that the annotation names. */
final class IoConditionsProvider implements ArgumentsProvider, AnnotationConsumer<IoConditions> {

    private IoCondition[] conditions = {};

    @Override
    public void accept(IoConditions annotation) {
        conditions = annotation.value().length == 0 ? IoCondition.values() : annotation.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
        return Arrays.stream(conditions).map(Arguments::of);
    }
}
