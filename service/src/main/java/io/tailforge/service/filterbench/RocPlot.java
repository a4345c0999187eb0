package io.tailforge.service.filterbench;

import io.tailforge.quality.fault.FaultType;
import io.tailforge.service.filterbench.BenchReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves of detections over false rejects as one SVG: a small plot for each fault, a line for each severity. */
final class RocPlot {
    private static final int COLUMNS = 6;
    private static final int SIDE = 120;
    private static final int CELL_WIDTH = 170;
    private static final int CELL_HEIGHT = 185;
    private static final String[] COLOURS = {"#8fb8de", "#3574b5", "#0b2f59"};

    private final BenchReport report;

    private RocPlot(BenchReport report) {
        this.report = report;
    }

    static String draw(BenchReport report) {
        return new RocPlot(report).svg();
    }

    private String svg() {
        double[] clean = report.controlScores();
        List<FaultType> types = report.rows().stream()
                .filter(row -> row.detected().total() > 0)
                .map(Row::type)
                .distinct()
                .toList();
        StringBuilder out = new StringBuilder();
        int rows = Math.ceilDiv(types.size(), COLUMNS);
        out.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"10\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                COLUMNS * CELL_WIDTH + 20, rows * CELL_HEIGHT + 20));
        for (int i = 0; i < types.size(); i++) {
            out.append(String.format(
                    "<g transform=\"translate(%d,%d)\">%n",
                    20 + i % COLUMNS * CELL_WIDTH, 25 + i / COLUMNS * CELL_HEIGHT));
            plot(types.get(i), clean, out);
            out.append("</g>\n");
        }
        return out.append("</svg>\n").toString();
    }

    private void plot(FaultType type, double[] clean, StringBuilder out) {
        out.append(String.format("<text y=\"-6\">%d %s</text>%n", type.number(), type.id()));
        out.append(String.format(
                "<rect width=\"%1$d\" height=\"%1$d\" fill=\"none\" stroke=\"#999\"/>"
                        + "<path d=\"M0 %1$dL%1$d 0\" stroke=\"#ddd\" fill=\"none\"/>%n",
                SIDE));
        List<String> legend = new ArrayList<>();
        for (int severity = 1; severity <= type.severities().size(); severity++) {
            double[] faulty = report.scores(type.id(), severity);
            if (faulty.length > 0 && clean.length > 0) {
                String colour = COLOURS[Math.min(severity, COLOURS.length) - 1];
                out.append(line(Roc.curve(faulty, clean), colour));
                legend.add(String.format(
                        Locale.ROOT,
                        "<tspan fill=\"%s\">s%d %.3f</tspan>",
                        colour,
                        severity,
                        Roc.area(faulty, clean).orElse(0.0)));
            }
        }
        out.append(String.format("<text y=\"%d\">%s</text>%n", SIDE + 14, String.join(" ", legend)));
    }

    private static String line(double[][] points, String colour) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", SIDE * point[0], SIDE * (1 - point[1])));
        }
        return "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"1.6\" stroke=\"" + colour + "\"/>\n";
    }
}
