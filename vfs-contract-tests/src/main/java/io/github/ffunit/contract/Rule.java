package io.github.ffunit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method {@code void name(World)} that checks a property, or a part of one, strictly. A property may have several rules:
 * it holds if all of them do.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Rule {
    /** The property: a letter for its section and two digits. */
    String id();

    /** Its place among the rules of the property; the first speaks for them in a table. */
    int part() default 1;

    /** One sentence: what must hold. */
    String says();

    /** Where it is from: WTS and WTS3 (wasi-testsuite), WT (wasmtime), LX (Linux), PJD (pjdfstest), LIBC (wasi-libc)… */
    String source();

    /** What a file system must have for it; see {@link WhenAbsent} for when it has not. */
    Capability[] needs() default {};
}
