package io.tailforge.quality.check.motion;

import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Plane;
import io.tailforge.quality.check.Medians;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much of one camera's fine texture stays at its pixels while the road moves on beneath them. Over some frames the
 * mean picture of what moves is flat and that of what sticks is not, so the means of two stretches of frames, one after the
 * other, are alike in nothing else. Texture is the second difference along the way that the road goes there: lines, ruts and
 * kerbs that lie along it look the same at every time and do not count, nor do slopes of light.
 */
final class StickingTexture {
    /** Frames of a stretch at most; of a short clip half. */
    private static final int STRETCH = 12;

    /** Of these a tile must have been seen in each of two stretches. */
    private static final int LEAST_FRAMES = 6;

    /** Ways are worked out anew after so many frames. */
    private static final int WAY_FRAMES = 3;

    /** Between the three places of a second difference, pixels. */
    private static final int SPAN = 3;

    /** Every second row of a tile is looked at. */
    private static final int ROW_STEP = 2;

    /** Second differences are held to this, levels: one bright thing is not texture. */
    private static final int MOST = 24;

    /** Mean square that texture must exceed to count for more than half, levels squared. */
    private static final double FAINT = 2;

    /** Mean square of all tiles below which there is no texture that might stick, levels squared. */
    private static final double NOTHING = 0.2;

    private static final int PART_COLUMNS = 8;
    private static final int PART_ROWS = 8;
    private static final int LEAST_TILES = 10;
    /** What one part alone shows counts for so much. */
    private static final double ALONE = 0.5;

    private final TileWays ways;
    private final int stretch;
    private final int side;
    private final int samples;
    private float[] sum;
    private float[] lastSum;
    private int[] count = new int[TileWays.TILES];
    private int[] lastCount = new int[TileWays.TILES];

    /** Of each tile over the clip: sums of mean squares and of their frames, of what two stretches share and of their number. */
    private final double[] power = new double[TileWays.TILES];

    private final int[] powers = new int[TileWays.TILES];
    private final double[] shared = new double[TileWays.TILES];
    private final int[] shares = new int[TileWays.TILES];
    private int frames;

    /** @param width of the pictures, pixels. @param clipFrames that there are to be */
    StickingTexture(int width, int clipFrames, KnownSurfaces surfaces) {
        this.ways = new TileWays(surfaces);
        this.stretch = Math.clamp((clipFrames - 1) / 2, LEAST_FRAMES, STRETCH);
        this.side = TileWays.CELLS * width / FrameLuma.COLUMNS;
        this.samples = side * ((side + ROW_STEP - 1) / ROW_STEP);
        this.sum = new float[TileWays.TILES * samples];
        this.lastSum = new float[TileWays.TILES * samples];
    }

    /** @param region where it is strongest */
    record Sticking(double share, ImageRegion region) {}

    void add(FramePair pair) {
        if (frames % WAY_FRAMES == 0) {
            ways.find(pair, side + SPAN + 2);
        }
        for (int tile = 0; tile < TileWays.TILES; tile++) {
            if (ways.goes(tile)) {
                take(pair.before().grey(), tile);
            }
        }
        if (++frames % stretch == 0) {
            compare();
        }
    }

    private void take(Plane plane, int tile) {
        int width = plane.width();
        int left = tile % TileWays.COLUMNS * TileWays.CELLS * width / FrameLuma.COLUMNS;
        int top = tile / TileWays.COLUMNS * TileWays.CELLS * plane.height() / FrameLuma.ROWS;
        float right = SPAN * ways.right(tile);
        float down = SPAN * ways.down(tile);
        int aheadX = (int) Math.floor(right);
        int aheadY = (int) Math.floor(down);
        int behindX = (int) Math.floor(-right);
        int behindY = (int) Math.floor(-down);
        byte[] pixels = plane.pixels();
        float squares = 0;
        int at = tile * samples;
        for (int y = 0; y < side; y += ROW_STEP) {
            int here = (top + y) * width + left;
            int ahead = here + aheadY * width + aheadX;
            int behind = here + behindY * width + behindX;
            for (int x = 0; x < side; x++) {
                float bent = 2 * (pixels[here + x] & 0xff)
                        - PatchTracker.between(pixels, ahead + x, width, right - aheadX, down - aheadY)
                        - PatchTracker.between(pixels, behind + x, width, -right - behindX, -down - behindY);
                float texture = Math.clamp(bent, -MOST, MOST);
                sum[at++] += texture;
                squares += texture * texture;
            }
        }
        count[tile]++;
        power[tile] += squares / samples;
        powers[tile]++;
    }

    /** At the end of a stretch: holds it against the one before, which then makes room for the next. */
    private void compare() {
        for (int tile = 0; tile < TileWays.TILES; tile++) {
            if (count[tile] >= LEAST_FRAMES && lastCount[tile] >= LEAST_FRAMES) {
                shared[tile] += product(tile) / ((double) count[tile] * lastCount[tile] * samples);
                shares[tile]++;
            }
        }
        float[] oldSum = lastSum;
        lastSum = sum;
        sum = oldSum;
        Arrays.fill(sum, 0);
        int[] oldCount = lastCount;
        lastCount = count;
        count = oldCount;
        Arrays.fill(count, 0);
    }

    private double product(int tile) {
        double product = 0;
        for (int i = tile * samples; i < (tile + 1) * samples; i++) {
            product += sum[i] * lastSum[i];
        }
        return product;
    }

    /**
     * By power, of the middle one of the picture's parts: what leads through some of them, such as ruts in snow, does not count.
     * Empty where too little road moves.
     */
    Optional<Sticking> sticking() {
        List<Sticking> parts = IntStream.range(0, PART_COLUMNS * PART_ROWS)
                .mapToObj(this::ofPart)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Sticking::share))
                .toList();
        double middle =
                Medians.median(parts.stream().mapToDouble(Sticking::share).toArray());
        return parts.isEmpty() || !isTextured()
                ? Optional.empty()
                : Optional.of(new Sticking(
                        parts.size() == 1 ? ALONE * middle : middle,
                        parts.getLast().region()));
    }

    private boolean isTextured() {
        return Arrays.stream(power).sum() > NOTHING * Arrays.stream(powers).sum();
    }

    private Optional<Sticking> ofPart(int part) {
        List<Double> tiles = new ArrayList<>();
        for (int tile = 0; tile < TileWays.TILES; tile++) {
            if (shares[tile] > 0 && part(tile) == part) {
                tiles.add(shared[tile] / shares[tile] / (power[tile] / powers[tile] + FAINT));
            }
        }
        double share =
                Medians.median(tiles.stream().mapToDouble(Double::doubleValue).toArray());
        return tiles.size() < LEAST_TILES ? Optional.empty() : Optional.of(new Sticking(share, region(part)));
    }

    private static int part(int tile) {
        int column = tile % TileWays.COLUMNS * PART_COLUMNS / TileWays.COLUMNS;
        int row = tile / TileWays.COLUMNS * PART_ROWS / TileWays.ROWS;
        return row * PART_COLUMNS + column;
    }

    private static ImageRegion region(int part) {
        double left = (double) (part % PART_COLUMNS) / PART_COLUMNS;
        double top = (double) (part / PART_COLUMNS) / PART_ROWS;
        return new ImageRegion(left, top, left + 1.0 / PART_COLUMNS, top + 1.0 / PART_ROWS);
    }
}
