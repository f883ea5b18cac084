package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import org.jspecify.annotations.Nullable;

/** Attribute views whose calls are seen. They are stand-ins, since a file system may have views that nobody here knows. */
final class FaultyViews {
    private FaultyViews() {}

    /** The view itself, if its type is none that a stand-in can have. */
    static <V extends FileAttributeView> V of(V behind, Class<V> type, Injector injector, Path path) {
        if (!type.isInterface()) {
            return behind;
        }
        Object view =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    ask(method, injector, path);
                    return invoke(behind, method, arguments);
                });
        return type.cast(view);
    }

    private static void ask(Method method, Injector injector, Path path) throws IOException {
        String name = method.getName();
        if (name.startsWith("set") || name.equals("write") || name.equals("delete")) {
            injector.before(CallKind.SET_ATTRIBUTES, path);
        } else if (method.getDeclaringClass() != Object.class && !name.equals("name")) {
            injector.before(CallKind.READ_ATTRIBUTES, path);
        }
    }

    @SuppressWarnings("NullAway") // reflection gives null for no arguments, and takes it
    private static @Nullable Object invoke(Object behind, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
