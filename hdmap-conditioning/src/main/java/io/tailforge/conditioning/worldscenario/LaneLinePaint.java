package io.tailforge.conditioning.worldscenario;

import io.tailforge.conditioning.worldscenario.WorldScenarioV3Style.Dashes;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Turns a lane line into the strokes that its style asks for. Dashes and dots are counted in pieces of the subdivided line
 * from its first point, as the model's renderer counts them; the pieces are a little longer than the step, so the dashes
 * are too.
 */
final class LaneLinePaint {
    private final double[] line;
    private final int rgb;
    private final boolean byDistance;
    private final List<Stroke> strokes = new ArrayList<>();

    private LaneLinePaint(double[] line, int rgb, boolean byDistance) {
        this.line = line;
        this.rgb = rgb;
        this.byDistance = byDistance;
    }

    /** @param byDistance measures dashes in metres along the line instead of counting pieces */
    static List<Stroke> strokes(LaneLine line, boolean byDistance) {
        LineColour colour = isKnown(line.colour(), line.style()) ? line.colour() : LineColour.OTHER;
        double[] points = Subdivision.of(line.line(), WorldScenarioV3Style.LANE_LINE_STEP);
        LaneLinePaint paint = new LaneLinePaint(points, WorldScenarioV3Style.laneLine(colour), byDistance);
        paint.paint(colour, line.style());
        return paint.strokes;
    }

    /** What is not in the model's table is drawn in the colour of OTHER, solid. */
    private static boolean isKnown(LineColour colour, LineStyle style) {
        return switch (style) {
            case SOLID_SINGLE, SOLID_GROUP, LONG_DASHED_SINGLE, SHORT_DASHED_SINGLE, DOT_DASHED_SINGLE, OTHER ->
                colour == LineColour.WHITE || colour == LineColour.YELLOW;
            case DASHED_SOLID, SOLID_DASHED, DOT_SOLID_SINGLE, DOT_SOLID_GROUP -> colour == LineColour.YELLOW;
            case LONG_DASHED_GROUP, SHORT_DASHED_GROUP, NONE -> false;
        };
    }

    private void paint(LineColour colour, LineStyle style) {
        double width = WorldScenarioV3Style.LINE_WIDTH;
        if (colour == LineColour.OTHER) {
            add(line, width, piece -> true);
            return;
        }
        switch (style) {
            case LONG_DASHED_SINGLE -> add(line, width, dashes(WorldScenarioV3Style.LONG_DASHES));
            case SHORT_DASHED_SINGLE -> add(line, width, dashes(WorldScenarioV3Style.SHORT_DASHES));
            case DOT_DASHED_SINGLE -> add(line, width, dottedDashes());
            case SOLID_GROUP -> addPair(piece -> true, piece -> true);
            case DASHED_SOLID -> addPair(piece -> true, dashes(WorldScenarioV3Style.LONG_DASHES));
            case SOLID_DASHED -> addPair(dashes(WorldScenarioV3Style.LONG_DASHES), piece -> true);
            case DOT_SOLID_SINGLE, DOT_SOLID_GROUP ->
                add(line, width, piece -> piece % WorldScenarioV3Style.DOT_IN_SOLID == 0);
            case OTHER -> add(line, width * WorldScenarioV3Style.BROAD, piece -> true);
            case SOLID_SINGLE, LONG_DASHED_GROUP, SHORT_DASHED_GROUP, NONE -> add(line, width, piece -> true);
        }
    }

    private void addPair(IntPredicate left, IntPredicate right) {
        add(shifted(WorldScenarioV3Style.GROUP_OFFSET), WorldScenarioV3Style.LINE_WIDTH, left);
        add(shifted(-WorldScenarioV3Style.GROUP_OFFSET), WorldScenarioV3Style.LINE_WIDTH, right);
    }

    private IntPredicate dashes(Dashes dashes) {
        if (byDistance) {
            return dashesByDistance(dashes);
        }
        int on = pieces(dashes.on());
        int period = on + pieces(dashes.off());
        return piece -> piece % period < on;
    }

    private IntPredicate dottedDashes() {
        int on = pieces(WorldScenarioV3Style.SHORT_DASHES.on());
        int period = on + pieces(WorldScenarioV3Style.SHORT_DASHES.off());
        return piece -> piece % period < on && piece % period % WorldScenarioV3Style.DOT_IN_DASH == 0;
    }

    /** Cut off, as the model has it, floating point included: 3.05 m are 60 pieces. */
    private static int pieces(double metres) {
        return (int) (metres / WorldScenarioV3Style.LANE_LINE_STEP);
    }

    private IntPredicate dashesByDistance(Dashes dashes) {
        double[] from = new double[line.length / 3];
        for (int i = 1; i < from.length; i++) {
            from[i] = from[i - 1] + Subdivision.distance(line, i - 1, i);
        }
        double period = dashes.on() + dashes.off();
        return piece -> (from[piece] + from[piece + 1]) / 2 % period < dashes.on();
    }

    /** Adds a stroke for every run of drawn pieces. */
    private void add(double[] points, double width, IntPredicate drawn) {
        int pieces = points.length / 3 - 1;
        int start = 0;
        for (int piece = 0; piece <= pieces; piece++) {
            if (piece == pieces || !drawn.test(piece)) {
                if (piece > start) {
                    strokes.add(new Stroke(Arrays.copyOfRange(points, 3 * start, 3 * piece + 3), rgb, width));
                }
                start = piece + 1;
            }
        }
    }

    /** The line moved to its left, metres, level: 90 degrees counter-clockwise of the way to the next point. */
    private double[] shifted(double left) {
        double[] moved = line.clone();
        int last = line.length / 3 - 1;
        for (int i = 0; i <= last; i++) {
            int from = Math.min(i, last - 1);
            double x = line[3 * from + 3] - line[3 * from];
            double y = line[3 * from + 4] - line[3 * from + 1];
            double length = Math.sqrt(x * x + y * y);
            if (length > 0) {
                moved[3 * i] -= y / length * left;
                moved[3 * i + 1] += x / length * left;
            }
        }
        return moved;
    }
}
