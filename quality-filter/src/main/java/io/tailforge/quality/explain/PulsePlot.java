package io.tailforge.quality.explain;

import io.tailforge.scene.artifact.Finding;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Locale;

/** Draws a {@link Pulse} as two curves over the frames, the finding's own shaded. */
final class PulsePlot {
    static final int HEIGHT = 92;
    private static final int LABELS = 300;
    private static final int CURVE = 40;
    private static final Color SHADE = new Color(0x3a2a30);

    private final Canvas canvas;
    private final int left;
    private final int width;

    PulsePlot(Canvas canvas, int left, int right) {
        this.canvas = canvas;
        this.left = left + LABELS;
        this.width = right - this.left;
    }

    void draw(Pulse pulse, Finding finding, int top) {
        shade(pulse, finding, top);
        curve(pulse.brightness(), Canvas.INK, "brightness", top);
        curve(pulse.change(), Canvas.WARNED, "change", top + CURVE + 8);
    }

    private void shade(Pulse pulse, Finding finding, int top) {
        if (finding.firstFrame() >= 0) {
            double step = step(pulse.brightness().length);
            int from = (int) Math.round((finding.firstFrame() - pulse.firstFrame() - 0.5) * step);
            int to = (int) Math.round((finding.lastFrame() - pulse.firstFrame() + 0.5) * step);
            int a = Math.clamp(from, 0, width - 2);
            canvas.fill(SHADE, left + a, top, Math.max(3, Math.min(to, width) - a), HEIGHT - 4);
        }
    }

    private double step(int frames) {
        return (double) width / Math.max(1, frames - 1);
    }

    private void curve(double[] values, Color colour, String name, int top) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        String range = String.format(Locale.ROOT, "%s %.1f..%.1f", name, low, high);
        canvas.write(range, colour, left - LABELS, top + CURVE / 2 - 8, 2);
        double scale = (CURVE - 4) / Math.max(1, high - low);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                double x = left + i * step(values.length);
                double y = top + CURVE - 2 - (values[i] - low) * scale;
                if (i > 0 && Double.isFinite(values[i - 1])) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                }
            }
        }
        canvas.draw(colour, path, 1.6, 1);
    }
}
