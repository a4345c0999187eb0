package io.tailforge.quality.explain;

import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is written over a strip: the finding's figures, and its own words. */
record Caption(List<String> lines, Color colour) {
    static final int SIZE = 2;
    static final int LINE_HEIGHT = 22;

    /** @param moment what its range counts: frames or sweeps */
    static Caption of(Finding finding, String moment, int width) {
        int letters = Math.max(20, (width - 16) / (Letters.WIDTH * SIZE));
        List<String> lines = new ArrayList<>(wrap(figures(finding, moment), letters));
        lines.addAll(wrap(finding.detail(), letters));
        return new Caption(lines, colourOf(finding.severity()));
    }

    static Color colourOf(Severity severity) {
        return switch (severity) {
            case FAIL -> Canvas.FOUND;
            case WARN -> Canvas.WARNED;
            case PASS -> Canvas.PASSED;
            case NOT_JUDGED -> Canvas.DIM;
        };
    }

    private static String figures(Finding finding, String moment) {
        return String.format(
                        Locale.ROOT,
                        "%s  %s/%s  %s %s (threshold %s)  %s  %s",
                        finding.severity(),
                        finding.check(),
                        finding.code(),
                        number(finding.value()),
                        finding.unit(),
                        number(finding.threshold()),
                        finding.camera().orElse("clip"),
                        frames(finding, moment))
                .strip();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return Math.abs(digits.precision() - digits.scale()) < 8 ? digits.toPlainString() : digits.toString();
    }

    private static String frames(Finding finding, String moment) {
        if (finding.firstFrame() < 0) {
            return "whole clip";
        }
        return finding.firstFrame() == finding.lastFrame()
                ? moment + " " + finding.firstFrame()
                : moment + "s " + finding.firstFrame() + "-" + finding.lastFrame();
    }

    /** Broken at blanks, at most four lines. */
    private static List<String> wrap(String text, int letters) {
        List<String> lines = new ArrayList<>();
        String rest = text.replaceAll("\\s+", " ").strip();
        while (!rest.isEmpty() && lines.size() < 4) {
            int end = rest.length() <= letters ? rest.length() : rest.lastIndexOf(' ', letters);
            end = end <= 0 ? letters : end;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    int height() {
        return lines.size() * LINE_HEIGHT + 8;
    }

    void write(Canvas canvas, int x, int y) {
        for (int i = 0; i < lines.size(); i++) {
            canvas.write(lines.get(i), i == 0 ? colour : Canvas.INK, x, y + i * LINE_HEIGHT, SIZE);
        }
    }
}
