package io.github.ffunit.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One property: its rules, and what holds where a file system lacks what they need. */
final class Property {
    private final String id;
    private final List<Method> rules = new ArrayList<>();
    private final List<Method> absences = new ArrayList<>();

    Property(String id) {
        this.id = id;
    }

    void addRule(Method rule) {
        rules.add(rule);
        rules.sort(Comparator.comparing((Method each) -> ruleOf(each).part()).thenComparing(Method::getName));
    }

    void addAbsence(Method absence) {
        absences.add(absence);
    }

    String id() {
        return id;
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    /** What must hold: the sentences of all its rules, in their order. */
    List<String> says() {
        return rules.stream().map(rule -> ruleOf(rule).says()).toList();
    }

    /** What it says and where that is from, in order. */
    List<Rule> rules() {
        return rules.stream().map(Property::ruleOf).toList();
    }

    /** What may be lacking, so that something else must hold instead. */
    Set<Capability> absences() {
        Set<Capability> lacking = EnumSet.noneOf(Capability.class);
        absences.forEach(
                absence -> lacking.add(absence.getAnnotation(WhenAbsent.class).lacks()));
        return lacking;
    }

    private static Rule ruleOf(Method rule) {
        return rule.getAnnotation(Rule.class);
    }

    PropertyResult check(Subject subject) {
        List<PropertyResult> parts = new ArrayList<>();
        Set<Capability> lacking = EnumSet.noneOf(Capability.class);
        for (Method rule : rules) {
            Set<Capability> missing = missing(rule, subject);
            if (missing.isEmpty()) {
                parts.add(run(rule, subject, Verdict.PASSED));
            } else {
                parts.add(lacks(missing));
                firstWithAbsence(missing, lacking);
            }
        }
        for (Method absence : absences) {
            if (lacking.contains(absence.getAnnotation(WhenAbsent.class).lacks())) {
                parts.add(run(absence, subject, Verdict.ABSENT));
            }
        }
        return judge(together(parts), subject.known().get(id));
    }

    private static Set<Capability> missing(Method rule, Subject subject) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        Arrays.stream(ruleOf(rule).needs()).filter(need -> !subject.has(need)).forEach(missing::add);
        return missing;
    }

    /** Of several things missing, the first that the contract says something about decides: a read-only disk is that before all. */
    private void firstWithAbsence(Set<Capability> missing, Set<Capability> lacking) {
        for (Capability capability : missing) {
            for (Method absence : absences) {
                if (absence.getAnnotation(WhenAbsent.class).lacks() == capability) {
                    lacking.add(capability);
                    return;
                }
            }
        }
    }

    private PropertyResult lacks(Set<Capability> missing) {
        return new PropertyResult(id, Verdict.UNTESTED, "lacks " + missing, null);
    }

    /** The gravest part decides; a property is only absent if no rule of it could be checked. */
    private PropertyResult together(List<PropertyResult> parts) {
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.PASSED, Verdict.ABSENT)) {
            for (PropertyResult part : parts) {
                if (part.verdict() == verdict) {
                    return part;
                }
            }
        }
        return parts.get(0);
    }

    private PropertyResult judge(PropertyResult result, @Nullable String known) {
        if (known == null) {
            return result;
        }
        if (result.verdict() == Verdict.FAILED) {
            return new PropertyResult(id, Verdict.KNOWN, known, result.failure());
        }
        return new PropertyResult(
                id,
                Verdict.FAILED,
                "declared not to hold (%s), but it does: remove known(\"%s\", …) from the subject".formatted(known, id),
                null);
    }

    private PropertyResult run(Method rule, Subject subject, Verdict good) {
        Object section = newSection(rule.getDeclaringClass());
        try (World world = World.of(subject)) {
            rule.invoke(section, world);
            return new PropertyResult(id, good, "", null);
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof NotApplicableException reason
                    ? new PropertyResult(id, Verdict.UNTESTED, String.valueOf(reason.getMessage()), null)
                    : failed(rule, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("rule [%s] must not be private".formatted(rule), e);
        } catch (Exception e) {
            return failed(rule, e);
        }
    }

    private PropertyResult failed(Method rule, @Nullable Throwable thrown) {
        String reason = thrown instanceof AssertionError ? thrown.getMessage() : String.valueOf(thrown);
        String message = "%s.%s: %s".formatted(rule.getDeclaringClass().getSimpleName(), rule.getName(), reason);
        return new PropertyResult(id, Verdict.FAILED, message, thrown);
    }

    private static Object newSection(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "section [%s] needs a constructor without parameters that is not private".formatted(type), e);
        }
    }
}
