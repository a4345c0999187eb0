package io.tailforge.quality.check.motion;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Arrays;
import java.util.Optional;

/** Which way the road goes through one camera's picture, on tiles of two cells a side; every second one, as on a chessboard. */
final class TileWays {
    static final int CELLS = 2;
    static final int COLUMNS = FrameLuma.COLUMNS / CELLS;
    static final int ROWS = FrameLuma.ROWS / CELLS;
    static final int TILES = COLUMNS * ROWS;

    /** What goes less far from frame to frame stays for some frames by right, pixels. */
    private static final double LEAST_WAY = 1.5;

    private final KnownSurfaces surfaces;
    private final float[] right = new float[TILES];
    private final float[] down = new float[TILES];

    TileWays(KnownSurfaces surfaces) {
        this.surfaces = surfaces;
    }

    /** Works out all tiles' ways. @param margin pixels that are left alone around the picture */
    void find(FramePair pair, double margin) {
        Arrays.fill(right, Float.NaN);
        for (int tile = 0; tile < TILES; tile++) {
            if ((tile % COLUMNS + tile / COLUMNS) % 2 == 0) {
                Optional<Pixel> way = way(pair, tile, margin);
                if (way.isPresent()) {
                    right[tile] = (float) way.get().u();
                    down[tile] = (float) way.get().v();
                }
            }
        }
    }

    /** Whether a lane is there and goes far enough. */
    boolean goes(int tile) {
        return !Float.isNaN(right[tile]);
    }

    /** Unit vector in the picture, to the right. */
    float right(int tile) {
        return right[tile];
    }

    /** The same, downwards. */
    float down(int tile) {
        return down[tile];
    }

    private Optional<Pixel> way(FramePair pair, int tile, double margin) {
        SceneGeometry geometry = pair.geometry();
        ExpectedView view = pair.expectedBefore();
        int column = tile % COLUMNS * CELLS + 1;
        int row = tile / COLUMNS * CELLS + 1;
        int cell = row * FrameLuma.COLUMNS + column;
        double u = geometry.cellU(column);
        double v = geometry.cellV(row);
        int from = pair.before().index();
        if (!isInside(column, row)
                || view.instance()[cell] != 0
                || !TexturedCells.isSurface(view, cell)
                || !PatchTracker.isInside(pair.before().grey(), u, v, margin)) {
            return Optional.empty();
        }
        Vec3 world = geometry.pointAtCell(from, cell, view.depth()[cell]);
        return surfaces.isLane(world, geometry.timestampMicros(from))
                ? geometry.project(pair.frame(), world).flatMap(to -> unit(to.u() - u, to.v() - v))
                : Optional.empty();
    }

    private static boolean isInside(int column, int row) {
        return column < FrameLuma.COLUMNS - 1 && row < FrameLuma.ROWS - 1;
    }

    private static Optional<Pixel> unit(double right, double down) {
        double way = Math.hypot(right, down);
        return way > LEAST_WAY ? Optional.of(new Pixel(right / way, down / way)) : Optional.empty();
    }
}
