package io.github.ffunit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ffunit.benchmarks.Contender.Memory;
import io.github.ffunit.benchmarks.Row.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTests {

    private static final List<Row> ROWS = List.of(
            new Row("probe", "FFmpeg", null, Kind.PROCESS, Samples.of(0.5), 0.5, null, null, Memory.UNKNOWN),
            new Row(
                    "probe",
                    "jvm",
                    "17.0.1",
                    Kind.TWO,
                    Samples.of(9, 6, 3),
                    0.5,
                    0.25,
                    4.0,
                    new Memory(500 << 20, 36 << 20, 1 << 20)));

    @Test
    void samples_oddOrEven_medianIsInTheMiddle() {
        assertThat(Samples.of(5, 1, 3).median()).isEqualTo(3);
        assertThat(Samples.of(4, 1, 3, 2).median()).isEqualTo(2.5, within(1e-9));
        assertThat(Samples.of(4, 1, 3).min()).isEqualTo(1);
        assertThat(Samples.of(4, 1, 3).max()).isEqualTo(4);
    }

    @Test
    void table_rows_lineUpAndHaveRatios() {
        assertThat(Report.table(ROWS)).isEqualTo("""
                        | job   | engine | on     | run       | seconds |     from–to | × FFmpeg | × packaged | × one | resident |  guest |  heap |
                        |-------|--------|--------|-----------|--------:|------------:|---------:|-----------:|------:|---------:|-------:|------:|
                        | probe | FFmpeg |        | process   |   0.500 |             |     1.00 |            |       |          |        |       |
                        |       | jvm    | 17.0.1 | 2 at once |   6.000 | 3.000–9.000 |       12 |         24 |  1.50 |  500 MiB | 36 MiB | 1 MiB |
                        """);
    }

    @Test
    void json_rows_haveTheirFields() throws IOException {
        StringWriter json = new StringWriter();
        JsonRows.write(ROWS, json);
        assertThat(json.toString().replaceAll("\\s+", ""))
                .isEqualTo(("[{'job':'probe','engine':'FFmpeg','jdk':null,'run':'process','warm':false,'seconds':0.5,"
                                + "'reference_seconds':0.5,'ratio':1.0,'packaged_seconds':null,'one_seconds':null,"
                                + "'min_seconds':0.5,'max_seconds':0.5,'runs':1,"
                                + "'resident_bytes':null,'guest_bytes':null,'heap_bytes':null},"
                                + "{'job':'probe','engine':'jvm','jdk':'17.0.1','run':'2atonce','warm':true,'seconds':6.0,"
                                + "'reference_seconds':0.5,'ratio':12.0,'packaged_seconds':0.25,'one_seconds':4.0,"
                                + "'min_seconds':3.0,'max_seconds':9.0,'runs':3,"
                                + "'resident_bytes':524288000,'guest_bytes':37748736,'heap_bytes':1048576}]")
                        .replace('\'', '"'));
    }
}
