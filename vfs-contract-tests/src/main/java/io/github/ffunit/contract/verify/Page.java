package io.github.ffunit.contract.verify;

import io.github.ffunit.contract.Catalogue;
import io.github.ffunit.contract.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary as one page of HTML that needs no other file: a row for each property, a column for each subject. */
final class Page {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>File system contract</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #1b1b1b; }
            table { border-collapse: collapse; }
            th, td { padding: .15em .6em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
            thead th { position: sticky; top: 0; background: #fff; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            .passed { color: #17602c; }
            .absent, .untested { color: #666; }
            .known { color: #7a4b00; background: #fff3d6; }
            .failed { color: #fff; background: #b3261e; font-weight: bold; }
            pre { background: #f5f5f5; padding: 1em; overflow-x: auto; }
            </style>
            </head>
            <body>
            <h1>File system contract</h1>
            """;

    private final Summary summary;
    private final StringBuilder html = new StringBuilder(HEAD);

    Page(Summary summary) {
        this.summary = summary;
    }

    String render() {
        counts();
        findings();
        properties();
        html.append("</body>\n</html>\n");
        return html.toString();
    }

    private void counts() {
        html.append("<table>\n<thead><tr>");
        for (String head : List.of(
                "subject",
                "passed",
                "absent",
                "known",
                "failed",
                "untested",
                "sequences",
                "calls",
                "faults",
                "schedules",
                "pairs",
                "profile",
                "seed")) {
            html.append("<th>").append(head).append("</th>");
        }
        html.append("</tr></thead>\n");
        for (VerificationReport report : summary.subjects()) {
            html.append("<tr><th>").append(escaped(report.subject())).append("</th>");
            for (Verdict verdict :
                    List.of(Verdict.PASSED, Verdict.ABSENT, Verdict.KNOWN, Verdict.FAILED, Verdict.UNTESTED)) {
                number(report.count(verdict));
            }
            number(report.sequences());
            number(report.calls());
            number(report.faults());
            number(report.schedules());
            number(report.pairs());
            html.append("<td>").append(escaped(report.profile())).append("</td>");
            html.append("<td class=\"n\">").append(report.seed()).append("</td></tr>\n");
        }
        html.append("</table>\n");
        for (VerificationReport report : summary.subjects()) {
            if (!report.unfinished().isEmpty()) {
                html.append("<p><strong>").append(escaped(report.subject())).append("</strong>: ");
                html.append(escaped(String.join("; ", report.unfinished()))).append("</p>\n");
            }
        }
        ZooResult zoo = summary.zoo();
        if (zoo != null) {
            html.append(VerificationReport.format(
                    "<p>Of %d planted bugs %d were found, in a median of %s calls.</p>\n",
                    zoo.planted(), zoo.found(), zoo.medianCalls()));
        }
    }

    private void number(long number) {
        html.append(VerificationReport.format("<td class=\"n\">%,d</td>", number));
    }

    private void findings() {
        if (!summary.isGreen()) {
            html.append("<h2>What failed</h2>\n");
        }
        for (VerificationReport report : summary.subjects()) {
            for (Finding finding : report.findings()) {
                html.append("<pre>").append(escaped(finding.text())).append("</pre>\n");
            }
        }
    }

    private void properties() {
        Catalogue catalogue = Catalogue.standard();
        html.append("<h2>Properties</h2>\n<table>\n<thead><tr><th>id</th>");
        for (VerificationReport report : summary.subjects()) {
            html.append("<th>").append(escaped(report.subject())).append("</th>");
        }
        html.append("<th>what must hold</th></tr></thead>\n");
        for (String id : catalogue.ids()) {
            html.append("<tr id=\"").append(id).append("\"><th>").append(id).append("</th>");
            for (VerificationReport report : summary.subjects()) {
                verdict(report.properties().get(id));
            }
            html.append("<td>").append(escaped(catalogue.says(id).get(0))).append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void verdict(@Nullable Standing standing) {
        if (standing == null) {
            html.append("<td></td>");
            return;
        }
        String word = SummaryJson.word(standing.verdict());
        html.append("<td class=\"").append(word).append('"');
        if (!standing.reason().isEmpty()) {
            html.append(" title=\"").append(escaped(standing.reason())).append('"');
        }
        html.append('>').append(word).append("</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
