package io.github.ffunit.internal.bundle;

import java.lang.reflect.Method;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The names of a test that do not change when another test does: files are called by them.
 *
 * @param className the class, with its package; nested ones after a dot
 * @param name the method, with {@code .INDEX} for each invocation that it is one of
 * @param uniqueId that of JUnit
 */
public record TestIdentity(String className, String name, String uniqueId) {

    private static final Pattern INDEX = Pattern.compile(
            "(?:test-template-invocation|class-template-invocation|dynamic-container|dynamic-test):#([0-9]+)");

    /**
     * Finds the names of a test.
     *
     * @param context of the test, or of a class
     * @return its identity
     */
    public static TestIdentity of(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        String canonical = type.getCanonicalName();
        String method = context.getTestMethod().map(Method::getName).orElse("class");
        return new TestIdentity(
                canonical == null ? type.getName() : canonical,
                method + indexes(context.getUniqueId()),
                context.getUniqueId());
    }

    /**
     * Finds the names of a dynamic test.
     *
     * @param dynamicId the unique id of a test that this one makes
     * @return its identity
     */
    public TestIdentity dynamic(String dynamicId) {
        return new TestIdentity(className, methodName() + indexes(dynamicId), dynamicId);
    }

    private static String indexes(String uniqueId) {
        return INDEX.matcher(uniqueId)
                .results()
                .map((MatchResult index) -> "." + index.group(1))
                .collect(Collectors.joining());
    }

    /** {@return the method alone} */
    public String methodName() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    @Override
    public String toString() {
        return className + "/" + name;
    }
}
