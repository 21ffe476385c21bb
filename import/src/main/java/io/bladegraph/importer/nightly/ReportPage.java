// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The report as one page that needs nothing else: no script, no file beside it, no network. */
final class ReportPage {
    private static final String STYLE =
            """
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222 }
            table { border-collapse: collapse } td, th { padding: .2em .8em .2em 0; text-align: left; vertical-align: top }
            svg { width: 420px; max-width: 100%; margin: .5em 1em .5em 0 } svg text { font-size: 11px }
            svg .title { font-size: 13px; font-weight: bold } .published { color: #2b7a1e } .other { color: #b3261e }
            pre { white-space: pre-wrap }""";

    private final Map<String, Object> report;

    /** Of what stands in the JSON. */
    ReportPage(Map<String, Object> report) {
        this.report = report;
    }

    String html() {
        String outcome = (String) report.get("outcome");
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>")
                .append(escaped("Night of " + report.get("started") + ": " + outcome))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1 class='")
                .append("published".equals(outcome) ? "published" : "other")
                .append("'>")
                .append(escaped("Model " + report.get("model") + ": " + report.get("meaning")))
                .append("</h1>\n<p>")
                .append(escaped("From " + report.get("started") + " to " + report.get("ended") + ", exit code "
                        + report.get("exitCode") + "."))
                .append("</p>\n");
        if (report.get("failure") != null) {
            page.append("<p class='other'>")
                    .append(escaped(String.valueOf(report.get("failure"))))
                    .append("</p>\n");
        }
        plots(page);
        steps(page);
        return page.append("</body></html>\n").toString();
    }

    private void plots(StringBuilder page) {
        List<?> epochs = list(step("train").get("epochs"));
        page.append(new Plot("Loss by epoch")
                .line("loss", points(epochs, "epoch", "loss"))
                .svg());
        page.append(new Plot("HitRate@10 by epoch; 0 is yesterday's model")
                .line("validation relationships", points(epochs, "epoch", "hitRate@10"))
                .svg());
        page.append(degrees(epochs));
        List<?> reliability = list(map(step("conversions").get("calibration")).get("reliability"));
        page.append(new Plot("Reliability of the calibrated probabilities")
                .line("observed", points(reliability, "predicted", "observed"))
                .line("as it should be", points(reliability, "predicted", "predicted"))
                .svg());
    }

    private String degrees(List<?> epochs) {
        Map<?, ?> tonight = map(map(step("train").get("metrics")).get("hitRateByDegree"));
        List<String> buckets = tonight.keySet().stream()
                .map(String::valueOf)
                .sorted(Comparator.comparing((String name) -> name.startsWith("in"))
                        .thenComparing(name -> Integer.valueOf(name.replaceAll("\\D+(\\d+).*", "$1"))))
                .toList();
        Map<?, ?> first = epochs.isEmpty() ? Map.of() : map(epochs.get(0));
        boolean warm = Objects.equals(first.get("epoch"), 0L);
        return new Plot("HitRate@10 by degree of the relationships' ends")
                .line("candidate", points(buckets, tonight))
                .line("yesterday", warm ? points(buckets, map(first.get("hitRateByDegree"))) : List.of())
                .named(buckets.stream().map(name -> name.replace("Degree", "")).toList())
                .svg();
    }

    private void steps(StringBuilder page) {
        page.append("<h2>Steps</h2>\n<table><tr><th>Step</th><th>Seconds</th><th>Result</th></tr>\n");
        map(report.get("steps")).forEach((name, result) -> {
            page.append("<tr><td>").append(escaped(String.valueOf(name))).append("</td><td>");
            page.append(map(result).get("seconds")).append("</td><td><pre>");
            map(result).forEach((key, value) -> {
                if (!key.equals("seconds") && !key.equals("epochs")) {
                    page.append(escaped(key + ": " + shown(value))).append("\n");
                }
            });
            page.append("</pre></td></tr>\n");
        });
        page.append("</table>\n");
    }

    private static String shown(Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.4f", number);
        } else if (value instanceof Map<?, ?> inner) {
            List<String> parts = new ArrayList<>();
            inner.forEach((key, part) -> parts.add(key + " " + shown(part)));
            return String.join(", ", parts);
        } else if (value instanceof List<?> items) {
            return String.join("; ", items.stream().map(ReportPage::shown).toList());
        }
        return String.valueOf(value);
    }

    private Map<?, ?> step(String name) {
        return map(map(report.get("steps")).get(name));
    }

    private static List<double[]> points(List<?> rows, String x, String y) {
        return rows.stream()
                .map(ReportPage::map)
                .filter(row -> row.get(x) instanceof Number && row.get(y) instanceof Number)
                .map(row -> new double[] {((Number) row.get(x)).doubleValue(), ((Number) row.get(y)).doubleValue()})
                .toList();
    }

    private static List<double[]> points(List<String> names, Map<?, ?> values) {
        return IntStream.range(0, names.size())
                .filter(i -> values.get(names.get(i)) instanceof Number)
                .mapToObj(i -> new double[] {i, ((Number) values.get(names.get(i))).doubleValue()})
                .toList();
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;");
    }
}
