package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Plane;
import java.util.Optional;

/** Brightness, colour and contrast of some frames of one camera. */
final class Look {
    private static final int LEAST_CELLS = 1000;

    /** Luma of black as it is coded. */
    private static final int BLACK = 16;

    private static final int NEUTRAL = 128;

    /** Levels of brightness that a level of colour weighs against white. */
    private static final double COLOUR_WEIGHT = 15;

    private final String camera;
    private final int firstFrame;
    private int lastFrame;
    private int frames;
    private double brightness;
    private double colour;
    private final int[] ground = new int[256];
    private final int[] sky = new int[256];
    private double steps;
    private double level;
    private int horizonCells;
    private int groundCells;
    private int skyCells;

    Look(String camera, int firstFrame) {
        this.camera = camera;
        this.firstFrame = firstFrame;
    }

    /**
     * @param known where actors are: their paint tells nothing of weather
     * @param world where everything is that hides the sky
     */
    void add(CameraFrame frame, Elevations elevations, Optional<ExpectedView> known, Optional<ExpectedView> world) {
        float[] luma = frame.luma().cells();
        lastFrame = frame.index();
        frames++;
        brightness += frame.luma().mean() - BLACK;
        colour += colour(frame, known);
        for (int cell = 0; cell < luma.length; cell++) {
            if (isActor(known, cell)) {
                continue;
            }
            if (elevations.isGround(cell)) {
                ground[Math.clamp(Math.round(luma[cell]), 0, 255)]++;
                groundCells++;
            }
            if (elevations.isHigh(cell) && isOpen(world, cell)) {
                sky[Math.clamp(Math.round(luma[cell]), 0, 255)]++;
                skyCells++;
            }
            if (elevations.isHorizon(cell)
                    && cell % FrameLuma.COLUMNS < FrameLuma.COLUMNS - 1
                    && !isActor(known, cell + 1)) {
                steps += Math.abs(luma[cell + 1] - luma[cell]);
                level += luma[cell] - BLACK + 3;
                horizonCells++;
            }
        }
    }

    private static boolean isOpen(Optional<ExpectedView> world, int cell) {
        return world.map(view -> Double.isInfinite(view.depth()[cell])).orElse(true);
    }

    private static boolean isActor(Optional<ExpectedView> known, int cell) {
        return known.map(view -> view.instance()[cell] > 0).orElse(false);
    }

    /** Mean chroma of every third pixel that shows no actor, levels. */
    private static double colour(CameraFrame frame, Optional<ExpectedView> known) {
        Plane blue = frame.chromaBlue();
        Plane red = frame.chromaRed();
        double sum = 0;
        int n = 0;
        for (int i = 0; i < blue.pixels().length; i += 3) {
            if (!isActor(known, cellOf(blue, i))) {
                int b = (blue.pixels()[i] & 0xff) - NEUTRAL;
                int r = (red.pixels()[i] & 0xff) - NEUTRAL;
                sum += Math.sqrt(b * b + r * r);
                n++;
            }
        }
        return sum / Math.max(1, n);
    }

    private static int cellOf(Plane plane, int pixel) {
        int column = pixel % plane.width() * FrameLuma.COLUMNS / plane.width();
        int row = pixel / plane.width() * FrameLuma.ROWS / plane.height();
        return row * FrameLuma.COLUMNS + column;
    }

    String camera() {
        return camera;
    }

    int firstFrame() {
        return firstFrame;
    }

    int lastFrame() {
        return lastFrame;
    }

    boolean seesHorizon() {
        return horizonCells > LEAST_CELLS;
    }

    boolean seesGround() {
        return groundCells > LEAST_CELLS;
    }

    boolean seesSky() {
        return skyCells > LEAST_CELLS;
    }

    /** Luma above black that a quarter of what is above the horizon exceeds; of the open sky alone where the world is known. */
    double sky() {
        return quantile(sky, skyCells * 3L / 4) - BLACK;
    }

    /** Mean luma above black. */
    double brightness() {
        return brightness / frames;
    }

    /** How much brightness changes from cell to cell about the horizon, of the brightness there. */
    double horizon() {
        return steps / Math.max(1, level);
    }

    /** How bright the ground is (its median), less the colour of the picture. */
    double whiteness() {
        return quantile(ground, groundCells / 2) - BLACK - COLOUR_WEIGHT * colour / frames;
    }

    private static int quantile(int[] histogram, long below) {
        int luma = 0;
        for (long sum = histogram[0]; sum < below && luma < 255; sum += histogram[luma]) {
            luma++;
        }
        return luma;
    }
}
