package io.github.ffunit.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** All properties of the contract, sorted by id. Immutable and thread-safe. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Catalogue {
    private static final List<Class<?>> SECTIONS = List.of(
            OpenRules.class,
            PathSyntaxRules.class,
            ReadRules.class,
            WriteRules.class,
            AppendRules.class,
            SeekRules.class,
            PositionedRules.class,
            SizeRules.class,
            SpaceRules.class,
            StatRules.class,
            TimeRules.class,
            DescriptorStatRules.class,
            ReadOnlyRules.class,
            ListingRules.class,
            ChangingListingRules.class,
            RemovalRules.class,
            ReadOnlyNameRules.class,
            RenameRules.class,
            LinkRules.class,
            SymbolicLinkRules.class,
            SandboxRules.class,
            OverlayRules.class,
            DeviceRules.class,
            DescriptorRules.class,
            LifetimeRules.class,
            ThreadRules.class,
            BlockingRules.class,
            FaultRules.class,
            ErrorMappingRules.class,
            TransferFaultRules.class);

    private final SortedMap<String, Property> properties = new TreeMap<>();

    private Catalogue(List<Class<?>> sections) {
        for (Class<?> section : sections) {
            Method[] methods = section.getDeclaredMethods();
            // The order of reflection is nobody's promise.
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                add(method);
            }
        }
        for (Property property : properties.values()) {
            if (!property.hasRules()) {
                throw new IllegalStateException(
                        "property [%s] is said to be absent, but has no rule".formatted(property.id()));
            }
        }
    }

    private void add(Method method) {
        Rule rule = method.getAnnotation(Rule.class);
        if (rule != null) {
            property(rule.id()).addRule(method);
        }
        WhenAbsent absent = method.getAnnotation(WhenAbsent.class);
        if (absent != null) {
            for (String id : absent.id()) {
                property(id).addAbsence(method);
            }
        }
    }

    private Property property(String id) {
        return properties.computeIfAbsent(id, Property::new);
    }

    /** {@return the whole contract} */
    public static Catalogue standard() {
        return new Catalogue(SECTIONS);
    }

    /** Only some sections, to test the suite itself. */
    static Catalogue of(Class<?>... sections) {
        return new Catalogue(List.of(sections));
    }

    /** {@return the ids of all properties, sorted} */
    public List<String> ids() {
        return List.copyOf(properties.keySet());
    }

    /**
     * Tells what a property says.
     *
     * @param id of the property
     * @return at least one sentence
     * @throws IllegalArgumentException if there is no such property
     */
    public List<String> says(String id) {
        return known(id).says();
    }

    Property known(String id) {
        Property property = properties.get(id);
        if (property == null) {
            throw new IllegalArgumentException("id [%s] is none of the properties %s to %s"
                    .formatted(id, properties.firstKey(), properties.lastKey()));
        }
        return property;
    }

    /**
     * Checks one property.
     *
     * @param subject what to test
     * @param id of the property
     * @return how it stands
     * @throws IllegalArgumentException if there is no such property
     */
    public PropertyResult check(Subject subject, String id) {
        return known(id).check(subject);
    }

    /**
     * Checks what the subject declares.
     *
     * @param subject what to test
     * @return where it has other capabilities than it declares; empty if it speaks the truth
     * @throws IllegalArgumentException if the subject knows a deviation from a property that there is not
     */
    public List<String> checkDeclaration(Subject subject) {
        subject.known().keySet().forEach(this::known);
        return Probe.differences(subject);
    }

    /**
     * Checks the subject's declaration, and all properties.
     *
     * @param subject what to test
     * @return how they stand
     * @throws IllegalArgumentException if the subject knows a deviation from a property that there is not
     */
    public SubjectReport check(Subject subject) {
        List<String> declaration = checkDeclaration(subject);
        List<PropertyResult> results = new ArrayList<>();
        for (Property property : properties.values()) {
            results.add(property.check(subject));
        }
        return new SubjectReport(subject, declaration, results);
    }
}
