package io.github.ffunit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The fields that were set for one test or one class. Closing makes them null again: nobody meets a closed file system in them, and an instance that serves the next test is as new.
 */
final class InjectedFields implements CloseableResource, AutoCloseable {

    private final List<Slot> slots = new ArrayList<>();

    /** A field of one instance; of none if the field is static. */
    private record Slot(Field field, @Nullable Object instance) {

        @Nullable
        Object get() {
            try {
                return field.get(instance);
            } catch (IllegalAccessException e) {
                throw new JUnitException("Cannot read the accessible field [" + field + "]", e);
            }
        }

        void set(@Nullable Object value) {
            try {
                field.set(instance, value);
            } catch (IllegalAccessException e) {
                throw new JUnitException("Cannot set the accessible field [" + field + "]", e);
            }
        }
    }

    /** Whether {@code type} or a class above it has an instance field for FFUnit to set. */
    static boolean isWantedIn(Class<?> type) {
        return !fieldsToSet(type, false).isEmpty();
    }

    void injectInstance(Object instance, Function<Wish, Object> values) {
        for (Field field : fieldsToSet(instance.getClass(), false)) {
            inject(new Slot(field, instance), values);
        }
    }

    void injectStatic(Class<?> type, Function<Wish, Object> values) {
        for (Field field : fieldsToSet(type, true)) {
            inject(new Slot(field, null), values);
        }
    }

    private void inject(Slot slot, Function<Wish, Object> values) {
        Field field = slot.field();
        Wish wish = Wish.of(field).orElseThrow();
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(
                    "The annotated %s must not be final: FFUnit sets it before the test".formatted(wish.place()));
        }
        ReflectionSupport.makeAccessible(field);
        if (slot.get() == null) {
            slot.set(values.apply(wish));
            slots.add(slot);
        } else if (wish.isExplicit()) {
            throw new ExtensionConfigurationException(
                    "The annotated %s has a value already: FFUnit sets it before the test; remove what sets it now"
                            .formatted(wish.place()));
        }
    }

    @Override
    public void close() {
        slots.forEach(slot -> slot.set(null));
    }

    /** A final field of an FFUnit type is the test's own; a final field with an annotation is a mistake to report. */
    private static List<Field> fieldsToSet(Class<?> type, boolean isStatic) {
        return ReflectionSupport.findFields(
                type,
                field -> Modifier.isStatic(field.getModifiers()) == isStatic
                        && Wish.of(field)
                                .filter(wish -> wish.isExplicit() || !Modifier.isFinal(field.getModifiers()))
                                .isPresent(),
                HierarchyTraversalMode.TOP_DOWN);
    }
}
