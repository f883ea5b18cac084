package io.github.ffunit.internal.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a bundle. It stands alone: its style is in it, its links are relative, and it has no script. */
final class IndexPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --line: #8885; --soft: #8881; --bad: #c62828; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
            h1 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; }
            h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            h3 { font-size: .95rem; margin: 1rem 0 .3rem; }
            pre { background: var(--soft); border-left: 3px solid var(--line); margin: 0; overflow-x: auto; padding: .6rem .8rem; }
            pre.failure { border-color: var(--bad); white-space: pre-wrap; overflow-wrap: anywhere; }
            code, pre { font: 13px/1.45 ui-monospace, monospace; }
            table { border-collapse: collapse; width: 100%%; }
            td, th { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
            td code { overflow-wrap: anywhere; }
            td.end { white-space: nowrap; }
            td.number, th.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
            .bad { color: var(--bad); }
            .pictures { display: flex; flex-wrap: wrap; gap: 1rem; }
            figure { margin: 0; }
            figcaption { font-size: .85rem; opacity: .8; }
            img { border: 1px solid var(--line); display: block; image-rendering: pixelated; max-width: 100%%; }
            img.small { min-width: 14rem; }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder html = new StringBuilder();

    IndexPage(String title, String subtitle) {
        html.append(HEAD.formatted(escape(title)));
        html.append("<h1>").append(escape(title)).append("</h1>\n");
        html.append("<p>").append(escape(subtitle)).append("</p>\n");
    }

    IndexPage section(String heading) {
        html.append("<h2>").append(escape(heading)).append("</h2>\n");
        return this;
    }

    IndexPage part(String heading) {
        html.append("<h3>").append(escape(heading)).append("</h3>\n");
        return this;
    }

    IndexPage text(String text) {
        html.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    IndexPage failure(String text) {
        html.append("<pre class=\"failure\">").append(escape(text)).append("</pre>\n");
        return this;
    }

    IndexPage lines(String text) {
        html.append("<pre>").append(escape(text)).append("</pre>\n");
        return this;
    }

    /** Pictures beside each other, with their names below. */
    IndexPage pictures(List<String> files) {
        html.append("<div class=\"pictures\">\n");
        for (String file : files) {
            html.append("<figure><a href=\"%s\"><img%s src=\"%s\" alt=\"%s\"></a><figcaption>%s</figcaption></figure>\n"
                    .formatted(
                            url(file),
                            files.size() > 1 ? " class=\"small\"" : "",
                            url(file),
                            escape(file),
                            escape(file.substring(file.lastIndexOf('/') + 1))));
        }
        html.append("</div>\n");
        return this;
    }

    IndexPage links(List<String> files) {
        html.append("<p>")
                .append(String.join(" · ", files.stream().map(IndexPage::link).toList()))
                .append("</p>\n");
        return this;
    }

    IndexPage runs(List<RunRow> runs) {
        html.append("<table>\n<tr><th>#</th><th>command</th><th>end</th><th></th></tr>\n");
        for (RunRow run : runs) {
            html.append("<tr><td>%d</td><td><code>%s</code></td><td class=\"end%s\">%s</td><td>%s</td></tr>\n"
                    .formatted(
                            run.number(),
                            escape(run.commandLine()),
                            run.good() ? "" : " bad",
                            escape(run.ending()),
                            String.join(
                                    " ",
                                    run.files().stream().map(IndexPage::link).toList())));
        }
        html.append("</table>\n");
        return this;
    }

    /** A run in the table of runs. */
    record RunRow(int number, String commandLine, String ending, boolean good, List<String> files) {}

    IndexPage files(List<FileArchive.Item> items) {
        html.append("<table>\n<tr><th>file</th><th class=\"number\">bytes</th><th></th></tr>\n");
        for (FileArchive.Item item : items) {
            html.append("<tr><td><code>/%s</code></td><td class=\"number\">%s</td><td class=\"bad\">%s</td></tr>\n"
                    .formatted(
                            escape(item.name()),
                            String.format(Locale.ROOT, "%,d", item.size()),
                            item.isIn() ? "" : "left out: " + escape(item.leftOut())));
        }
        html.append("</table>\n");
        return this;
    }

    private static String link(String file) {
        return "<a href=\"%s\">%s</a>".formatted(url(file), escape(file.substring(file.lastIndexOf('/') + 1)));
    }

    /** A relative URL: names of media may have any character. */
    private static String url(String file) {
        List<String> names = new ArrayList<>();
        for (String name : file.split("/", -1)) {
            StringBuilder encoded = new StringBuilder();
            for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
                boolean plain = b == '-' || b == '_' || b == '.' || (b > 0 && Character.isLetterOrDigit(b));
                encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
            }
            names.add(encoded.toString());
        }
        return String.join("/", names);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                // Control characters are no HTML; those of bars and colours in logs are of no use here
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html + "</body>\n</html>\n";
    }
}
