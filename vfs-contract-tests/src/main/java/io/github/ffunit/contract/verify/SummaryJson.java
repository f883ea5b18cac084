package io.github.ffunit.contract.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ffunit.contract.Shard;
import io.github.ffunit.contract.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A summary as JSON. */
final class SummaryJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SummaryJson() {}

    // ---- writing

    static String write(Summary summary) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            // A line feed on every system.
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.writeStartObject();
            json.writeArrayFieldStart("subjects");
            for (VerificationReport report : summary.subjects()) {
                write(json, report);
            }
            json.writeEndArray();
            if (summary.zoo() != null) {
                json.writeObjectFieldStart("zoo");
                json.writeNumberField("planted", summary.zoo().planted());
                json.writeNumberField("found", summary.zoo().found());
                json.writeNumberField("median_calls", summary.zoo().medianCalls());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, VerificationReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", report.subject());
        json.writeStringField("profile", report.profile());
        json.writeNumberField("seed", report.seed());
        strings(json, "shards", report.shards());
        json.writeNumberField("sequences", report.sequences());
        json.writeNumberField("calls", report.calls());
        json.writeNumberField("faults", report.faults());
        json.writeNumberField("schedules", report.schedules());
        json.writeNumberField("pairs", report.pairs());
        strings(json, "missing", report.missing());
        json.writeNumberField("seconds", report.seconds());
        strings(json, "unfinished", report.unfinished());
        json.writeObjectFieldStart("properties");
        for (Verdict verdict : Verdict.values()) {
            json.writeNumberField(word(verdict), report.count(verdict));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (Finding finding : report.findings()) {
            json.writeStartObject();
            json.writeStringField("key", finding.key());
            json.writeNumberField("number", finding.number());
            json.writeNumberField("occurrences", finding.occurrences());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("verdicts");
        for (Map.Entry<String, Standing> each : report.properties().entrySet()) {
            json.writeObjectFieldStart(each.getKey());
            json.writeStringField("verdict", word(each.getValue().verdict()));
            json.writeStringField("reason", each.getValue().reason());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, Collection<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    // ---- reading

    /** One object, by whose fields a report is made. */
    private record Fields(Map<String, Object> values) {
        private Object value(String name) throws IOException {
            return required(values.get(name), name);
        }

        private static <T> T required(@Nullable T value, String name) throws IOException {
            if (value == null) {
                throw new IOException("the summary has no field [%s], or not where it belongs".formatted(name));
            }
            return value;
        }

        private <T> T as(Class<T> type, String name) throws IOException {
            Object value = value(name);
            return required(type.isInstance(value) ? type.cast(value) : null, name);
        }

        String text(String name) throws IOException {
            return as(String.class, name);
        }

        Number number(String name) throws IOException {
            return as(Number.class, name);
        }

        List<?> list(String name) throws IOException {
            return as(List.class, name);
        }

        static Fields of(Object value) throws IOException {
            Map<String, Object> fields = new LinkedHashMap<>();
            ((Map<?, ?>) required(value instanceof Map<?, ?> map ? map : null, "{}"))
                    .forEach((name, each) -> fields.put(String.valueOf(name), each));
            return new Fields(fields);
        }
    }

    static Summary read(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            Fields fields = Fields.of(value(json));
            List<VerificationReport> subjects = new ArrayList<>();
            for (Object subject : fields.list("subjects")) {
                subjects.add(report(Fields.of(subject)));
            }
            Object zoo = fields.values().get("zoo");
            return new Summary(subjects, zoo == null ? null : zoo(Fields.of(zoo)));
        } catch (IllegalArgumentException e) {
            throw new IOException("the summary has a value that is none: " + e.getMessage(), e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = Objects.requireNonNullElse(json.currentToken(), JsonToken.NOT_AVAILABLE);
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, value(json));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json));
                }
                yield values;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            default -> throw new JsonParseException(json, "a summary has no [%s] here".formatted(token));
        };
    }

    private static VerificationReport report(Fields fields) throws IOException {
        SortedMap<String, Standing> properties = new TreeMap<>();
        for (Map.Entry<String, Object> each :
                Fields.of(fields.value("verdicts")).values().entrySet()) {
            Fields standing = Fields.of(each.getValue());
            Verdict verdict = Verdict.valueOf(standing.text("verdict").toUpperCase(Locale.ROOT));
            properties.put(each.getKey(), new Standing(verdict, standing.text("reason")));
        }
        List<Finding> findings = new ArrayList<>();
        for (Object each : fields.list("findings")) {
            Fields finding = Fields.of(each);
            findings.add(new Finding(
                    finding.text("key"),
                    finding.number("number").intValue(),
                    finding.number("occurrences").intValue(),
                    finding.text("text")));
        }
        return new VerificationReport(
                fields.text("subject"),
                fields.text("profile"),
                fields.number("seed").longValue(),
                fields.list("shards").stream()
                        .map(shard -> Shard.parse(shard.toString()))
                        .toList(),
                fields.number("sequences").longValue(),
                fields.number("calls").longValue(),
                fields.number("faults").longValue(),
                fields.number("schedules").longValue(),
                fields.number("pairs").longValue(),
                new TreeSet<>(
                        fields.list("missing").stream().map(Object::toString).toList()),
                properties,
                findings,
                fields.list("unfinished").stream().map(Object::toString).toList(),
                fields.number("seconds").doubleValue());
    }

    private static ZooResult zoo(Fields fields) throws IOException {
        return new ZooResult(
                fields.number("planted").intValue(),
                fields.number("found").intValue(),
                fields.number("median_calls").doubleValue());
    }
}
