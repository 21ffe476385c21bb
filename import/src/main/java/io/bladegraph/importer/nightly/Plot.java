// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A drawing of points that are joined by lines, as SVG text. */
final class Plot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 240;
    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 28;
    private static final int BOTTOM = 36;
    private static final List<String> COLORS = List.of("#1b6ca8", "#c2571a", "#5a8f29");

    private final String title;
    private final List<Line> lines = new ArrayList<>();
    private List<String> names = List.of();

    Plot(String title) {
        this.title = title;
    }

    /**
     * Points in order.
     *
     * @param label what they are
     * @param points x and y
     */
    private record Line(String label, List<double[]> points) {}

    /** Adds a line; one without points is left out. */
    Plot line(String label, List<double[]> points) {
        if (!points.isEmpty()) {
            lines.add(new Line(label, points));
        }
        return this;
    }

    /** Writes names below the places 0, 1, ... instead of numbers. */
    Plot named(List<String> places) {
        names = places;
        return this;
    }

    /** The drawing, or nothing if there is nothing to draw. */
    String svg() {
        if (lines.isEmpty()) {
            return "";
        }
        Scale x = Scale.of(lines, 0);
        Scale y = Scale.of(lines, 1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox='0 0 %d %d' role='img'><text x='%d' y='14' class='title'>%s</text>",
                WIDTH,
                HEIGHT,
                LEFT,
                ReportPage.escaped(title)));
        axis(svg, x, y);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLORS.get(i % COLORS.size()), x, y);
            svg.append(text(LEFT + 8 + 130 * i, TOP + 4, "start", lines.get(i).label(), COLORS.get(i % COLORS.size())));
        }
        return svg.append("</svg>").toString();
    }

    private void axis(StringBuilder svg, Scale x, Scale y) {
        for (int tick = 0; tick <= 4; tick++) {
            double at = y.at(tick / 4.0);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
                    LEFT,
                    WIDTH - RIGHT,
                    py(y, at),
                    py(y, at)));
            svg.append(text(LEFT - 6, py(y, at) + 4, "end", number(at), "#444"));
        }
        for (double at : names.isEmpty() ? x.ticks() : new double[0]) {
            svg.append(text(px(x, at), HEIGHT - BOTTOM + 16, "middle", number(at), "#444"));
        }
        for (int i = 0; i < names.size(); i++) {
            svg.append(text(px(x, i), HEIGHT - BOTTOM + 14 + 11 * (i % 2), "middle", names.get(i), "#444"));
        }
    }

    /** What has names has no order, so nothing joins its points. */
    private void draw(StringBuilder svg, Line line, String color, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (double[] point : line.points()) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(x, point[0]), py(y, point[1])));
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'><title>%s: %s, %s</title></circle>",
                    px(x, point[0]),
                    py(y, point[1]),
                    color,
                    ReportPage.escaped(line.label()),
                    number(point[0]),
                    number(point[1])));
        }
        if (!names.isEmpty()) {
            return;
        }
        svg.append("<polyline fill='none' stroke='")
                .append(color)
                .append("' points='")
                .append(path)
                .append("'/>");
    }

    private static String text(double x, double y, String anchor, String words, String color) {
        return String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>",
                x,
                y,
                anchor,
                color,
                ReportPage.escaped(words));
    }

    private static double px(Scale x, double value) {
        return LEFT + 10 + x.share(value) * (WIDTH - LEFT - RIGHT - 20);
    }

    private static double py(Scale y, double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM - 14);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }

    /** From the smallest to the largest number of all lines. */
    private record Scale(double min, double max) {
        static Scale of(List<Line> lines, int coordinate) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (Line line : lines) {
                for (double[] point : line.points()) {
                    min = Math.min(min, point[coordinate]);
                    max = Math.max(max, point[coordinate]);
                }
            }
            return min == max ? new Scale(min - .5, max + .5) : new Scale(min, max);
        }

        /** Whole numbers where these are epochs, else five places. */
        double[] ticks() {
            boolean whole = min == Math.rint(min) && max == Math.rint(max) && max >= 1;
            double step = whole ? Math.max(1, Math.ceil((max - min) / 10)) : (max - min) / 4;
            return DoubleStream.iterate(min, at -> at <= max + step / 1e6, at -> at + step)
                    .toArray();
        }

        double at(double share) {
            return min + share * (max - min);
        }

        double share(double value) {
            return (value - min) / (max - min);
        }
    }
}
