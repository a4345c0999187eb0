package io.tailforge.quality.check.view;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/** Depth of the world that the clip was asked of. */
record WorldSurfaces(SceneGeometry geometry, int frame, ExpectedView view) implements StillSurfaces {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;
    /** Cells from a patch's middle to its rim. */
    private static final int AROUND = 2;

    private static final double FAR_METRES = 60;

    /** Inverse depth is linear over a flat surface: this share of it may be missing. */
    private static final double FLAT = 0.03;

    private static final double SAME_DEPTH = 0.06;

    @Override
    public Optional<SurfacePoint> find(int column, int row) {
        if (!hasAround(column, row) || !isFlat(row * COLUMNS + column)) {
            return Optional.empty();
        }
        Pixel at = pixel(column, row);
        Pixel right = pixel(column + 1, row);
        Pixel below = pixel(column, row + 1);
        Vec3 world = point(row * COLUMNS + column);
        double step = right.u() - at.u();
        // Rows and columns of the grid need not be equally far apart.
        double stretch = step / (below.v() - at.v());
        Vec3 under = world.lerp(point((row + 1) * COLUMNS + column), stretch);
        return Optional.of(new SurfacePoint(at, world, step, point(row * COLUMNS + column + 1), under));
    }

    private static boolean hasAround(int column, int row) {
        return column >= AROUND && row >= AROUND && column < COLUMNS - AROUND && row < ROWS - AROUND;
    }

    /** All that a patch about the cell shows lies on one flat surface: an outline is seen elsewhere by each camera. */
    private boolean isFlat(int cell) {
        for (int row = 0; row <= AROUND; row++) {
            for (int column = row == 0 ? 1 : -AROUND; column <= AROUND; column++) {
                if (!isFlat(cell, row * COLUMNS + column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isFlat(int cell, int to) {
        float here = view.depth()[cell];
        float a = view.depth()[cell - to];
        float b = view.depth()[cell + to];
        boolean still =
                view.instance()[cell] == 0 && view.instance()[cell - to] == 0 && view.instance()[cell + to] == 0;
        return still
                && here > 0
                && here < FAR_METRES
                && a > 0
                && b > 0
                && Math.abs(here / a + here / b - 2) < FLAT
                && Math.max(a, b) < 1.4 * Math.min(a, b);
    }

    private Vec3 point(int cell) {
        return geometry.pointAtCell(frame, cell, view.depth()[cell]);
    }

    private Pixel pixel(int column, int row) {
        return new Pixel(geometry.cellU(column), geometry.cellV(row));
    }

    @Override
    public boolean shows(Vec3 world, Pixel at) {
        int column = Math.clamp((int) ((at.u() + 0.5) * COLUMNS / geometry.width()), AROUND, COLUMNS - 1 - AROUND);
        int row = Math.clamp((int) ((at.v() + 0.5) * ROWS / geometry.height()), AROUND, ROWS - 1 - AROUND);
        double depth = geometry.depth(frame, world);
        return isFlat(row * COLUMNS + column)
                && Math.abs(view.depth()[row * COLUMNS + column] / depth - 1)
                        < SAME_DEPTH + slope(row * COLUMNS + column);
    }

    /** Share by which depth changes over a cell. */
    private double slope(int cell) {
        float[] depth = view.depth();
        return Math.abs(depth[cell + COLUMNS] - depth[cell - COLUMNS]) / (2 * depth[cell])
                + Math.abs(depth[cell + 1] - depth[cell - 1]) / (2 * depth[cell]);
    }
}
