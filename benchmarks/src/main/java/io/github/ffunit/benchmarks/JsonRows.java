package io.github.ffunit.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for programs: an array of flat objects, null where there is nothing to say. */
final class JsonRows {

    private JsonRows() {}

    static void write(List<Row> rows, Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Row row : rows) {
                write(row, json);
            }
            json.writeEndArray();
        }
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("job", row.job());
        json.writeStringField("engine", row.engine());
        json.writeStringField("jdk", row.jdk());
        json.writeStringField("run", row.run().toString());
        json.writeBooleanField("warm", row.warm());
        json.writeNumberField("seconds", row.samples().median());
        write("reference_seconds", row.referenceSeconds(), json);
        write("ratio", row.ratio(), json);
        write("packaged_seconds", row.packagedSeconds(), json);
        write("one_seconds", row.oneSeconds(), json);
        json.writeNumberField("min_seconds", row.samples().min());
        json.writeNumberField("max_seconds", row.samples().max());
        json.writeNumberField("runs", row.samples().count());
        write("resident_bytes", row.memory().resident(), json);
        write("guest_bytes", row.memory().guest(), json);
        write("heap_bytes", row.memory().heap(), json);
        json.writeEndObject();
    }

    private static void write(String name, @Nullable Double value, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void write(String name, long bytes, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        if (bytes == 0) {
            json.writeNull();
        } else {
            json.writeNumber(bytes);
        }
    }
}
