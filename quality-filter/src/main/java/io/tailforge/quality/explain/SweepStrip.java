package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Lidar;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding about a LiDAR: sweeps before, at and after it from above, each with its range image. */
final class SweepStrip {
    private static final int PANEL = 440;
    private static final int RANGE = 96;
    private static final int GAP = 6;
    private static final int MARGIN = 8;
    private static final int LABEL = 24;
    private static final int MOST = 3;

    private final ClipEvidence clip;
    private final Finding finding;
    private final Lidar lidar;

    SweepStrip(ClipEvidence clip, Finding finding, Lidar lidar) {
        this.clip = clip;
        this.finding = finding;
        this.lidar = lidar;
    }

    Canvas draw() {
        int sweeps = lidar.sweepCount(clip.scene().grid().durationMicros());
        List<Integer> shown = shown(sweeps);
        int width = Math.max(2, shown.size()) * (PANEL + GAP) + 2 * MARGIN;
        Caption caption = Caption.of(finding, "sweep", width);
        Canvas canvas = new Canvas(width, 2 * MARGIN + caption.height() + LABEL + PANEL + GAP + RANGE + LABEL);
        caption.write(canvas, MARGIN, MARGIN);
        int y = MARGIN + caption.height();
        for (int i = 0; i < shown.size(); i++) {
            drawSweep(canvas, shown.get(i), MARGIN + i * (PANEL + GAP), y);
        }
        legend(canvas, y + LABEL + PANEL + GAP + RANGE + GAP);
        return canvas;
    }

    /** The middle ones of what a camera's strip would show. */
    private List<Integer> shown(int sweeps) {
        List<Integer> moments = Moments.of(finding, sweeps);
        List<Integer> shown = new ArrayList<>();
        int middle = Moments.middle(finding, sweeps);
        moments.stream()
                .sorted((a, b) -> Integer.compare(Math.abs(a - middle), Math.abs(b - middle)))
                .limit(MOST)
                .sorted()
                .forEach(shown::add);
        return shown;
    }

    private void drawSweep(Canvas canvas, int index, int x, int y) {
        boolean within = Moments.isWithin(finding, index);
        Color colour = within ? Caption.colourOf(finding.severity()) : Canvas.DIM;
        canvas.write("sweep " + index, colour, x, y + 2, Caption.SIZE);
        Optional<LidarSweep> sweep = clip.result().sweeps().stream()
                .filter(one -> one.lidar().equals(lidar.name()) && one.index() == index)
                .findFirst();
        if (sweep.isEmpty()) {
            canvas.write("no such sweep", Canvas.DIM, x + GAP, y + LABEL + PANEL / 2, Caption.SIZE);
            return;
        }
        try {
            SweepPoints points = clip.sweeps().read(sweep.get());
            Canvas above = new BirdsEye(clip.scene(), clip.map(), lidar, finding).draw(sweep.get(), points, PANEL);
            canvas.paste(above, x, y + LABEL);
            canvas.paste(RangeImage.draw(points, PANEL, RANGE), x, y + LABEL + PANEL + GAP);
        } catch (BadInputException e) {
            canvas.write(e.problems().getFirst().code(), Canvas.FOUND, x + GAP, y + LABEL + PANEL / 2, Caption.SIZE);
        }
    }

    private static void legend(Canvas canvas, int y) {
        int x = canvas.write("map lines  ", Canvas.LANE, MARGIN, y, Caption.SIZE);
        x = canvas.write("boxes  ", Canvas.BOX, x, y, Caption.SIZE);
        x = canvas.write("in a box  ", BirdsEye.INSIDE, x, y, Caption.SIZE);
        x = canvas.write("just beside one  ", BirdsEye.BESIDE, x, y, Caption.SIZE);
        x = canvas.write("above ground  ", BirdsEye.HIGH, x, y, Caption.SIZE);
        canvas.write("below", BirdsEye.LOW, x, y, Caption.SIZE);
    }
}
