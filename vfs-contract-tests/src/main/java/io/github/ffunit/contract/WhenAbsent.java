package io.github.ffunit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method {@code void name(World)} that checks what holds instead of a property where a file system lacks what its rules
 * need: most often, that a call is refused and leaves no trace.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface WhenAbsent {
    /** The properties. */
    String[] id();

    /** What the file system lacks. */
    Capability lacks();
}
