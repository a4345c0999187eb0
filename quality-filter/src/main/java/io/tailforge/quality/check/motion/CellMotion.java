package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.scene.sensor.Projection;

/**
 * Where the standing world under each cell of a camera's picture was in an earlier picture. The rays of the cells are cast
 * once for the clip, poses are asked for once a row, so that it costs a projection a cell.
 */
final class CellMotion {
    private static final int COLUMNS = CellPicture.COLUMNS;
    private static final int ROWS = CellPicture.ROWS;

    /** Nothing that is looked for stands higher above the camera's level, sine. */
    private static final double HIGHEST = StrictMath.sin(StrictMath.toRadians(15));

    /** What counts as sky, metres. */
    private static final float SKY = 10_000;

    /** Beyond it edges of depth hardly move against each other, metres. */
    private static final float FAR = 20;

    /** Something in the earlier view hides a point where its inverse distance is so many times that of the point. */
    private static final double HIDDEN = 1.15;

    /** And more by half of what a row of cells makes of level ground, 1/m. */
    private static final double HALF_A_ROW = 0.006;

    private final SceneGeometry geometry;
    private final Projection projection;
    private final float[] rays = new float[3 * COLUMNS * ROWS];
    private final double[] uv = new double[2];
    private double axial;

    CellMotion(ClipEvidence clip, String camera) {
        this.geometry = SceneGeometry.of(clip.scene(), camera, new WorkingSize(COLUMNS, ROWS));
        this.projection = clip.scene()
                .rig()
                .getCamera(camera)
                .resized(COLUMNS, ROWS)
                .model()
                .prepared();
        double[] ray = new double[3];
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            projection.ray(cell % COLUMNS, cell / COLUMNS, ray);
            for (int axis = 0; axis < 3; axis++) {
                rays[3 * cell + axis] = (float) ray[axis];
            }
        }
    }

    SceneGeometry geometry() {
        return geometry;
    }

    /** Metres along the axis; 0 where nothing is known. */
    static float depth(ExpectedView view, int cell) {
        return Math.min(SKY, Math.max(0, view.depth()[cell]));
    }

    /**
     * What is seen in each cell.
     *
     * @param wanted cells that are asked for; those high above the camera's level are taken out
     * @return x, y, z of each cell in the world, metres
     */
    double[] places(int frame, ExpectedView view, boolean[] wanted) {
        double[] places = new double[3 * wanted.length];
        for (int y = 1; y < ROWS - 1; y++) {
            double[] m = geometry.worldFromCamera(frame, y).toMatrix();
            for (int cell = y * COLUMNS + 1; cell < (y + 1) * COLUMNS - 1; cell++) {
                if (wanted[cell]) {
                    double scale = depth(view, cell) / rays[3 * cell + 2];
                    for (int axis = 0; axis < 3; axis++) {
                        places[3 * cell + axis] = m[4 * axis + 3]
                                + scale
                                        * (m[4 * axis] * rays[3 * cell]
                                                + m[4 * axis + 1] * rays[3 * cell + 1]
                                                + m[4 * axis + 2] * rays[3 * cell + 2]);
                    }
                    wanted[cell] = up(m, cell) < HIGHEST;
                }
            }
        }
        return places;
    }

    private double up(double[] worldFromCamera, int cell) {
        return worldFromCamera[8] * rays[3 * cell]
                + worldFromCamera[9] * rays[3 * cell + 1]
                + worldFromCamera[10] * rays[3 * cell + 2];
    }

    /** Whether a cell shows one surface of the standing world, or things so far off that they move as one. */
    static boolean isSteady(ExpectedView view, int cell) {
        if (view.instance()[cell] != 0) {
            return false;
        }
        if (TexturedCells.isSurface(view, cell)) {
            return true;
        }
        for (int row = -1; row <= 1; row++) {
            for (int column = -1; column <= 1; column++) {
                if (depth(view, cell + row * COLUMNS + column) < FAR) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Where places are seen in an earlier frame.
     *
     * @param wanted cells that are asked for; those are taken out that cannot be seen there
     * @param column and {@code row}: receive the places, in cells
     */
    void carry(double[] places, int earlier, ExpectedView viewEarlier, boolean[] wanted, float[] column, float[] row) {
        boolean[] hidden = new boolean[wanted.length];
        for (int y = 1; y < ROWS - 1; y++) {
            double[] m = geometry.worldFromCamera(earlier, y).inverse().toMatrix();
            for (int cell = y * COLUMNS + 1; cell < (y + 1) * COLUMNS - 1; cell++) {
                if (wanted[cell]) {
                    wanted[cell] = carry(places, 3 * cell, m);
                    column[cell] = (float) uv[0];
                    row[cell] = (float) uv[1];
                    hidden[cell] = wanted[cell] && isHidden(viewEarlier, nearestEarlier());
                }
            }
        }
        takeOut(hidden, wanted);
    }

    private boolean carry(double[] places, int at, double[] m) {
        double x = places[at];
        double y = places[at + 1];
        double z = places[at + 2];
        axial = m[8] * x + m[9] * y + m[10] * z + m[11];
        return projection.project(
                        m[0] * x + m[1] * y + m[2] * z + m[3], m[4] * x + m[5] * y + m[6] * z + m[7], axial, uv)
                && uv[0] >= 1
                && uv[0] <= COLUMNS - 2
                && uv[1] >= 1
                && uv[1] <= ROWS - 2;
    }

    private int nearestEarlier() {
        return CellPicture.nearest((float) uv[0], (float) uv[1]);
    }

    private boolean isHidden(ExpectedView earlier, int there) {
        float depth = depth(earlier, there);
        return depth > 0 && 1 / depth > HIDDEN / axial + HALF_A_ROW;
    }

    /** A cell beside one that comes out from behind something does too, by a part. */
    private static void takeOut(boolean[] hidden, boolean[] wanted) {
        for (int cell = COLUMNS + 1; cell < wanted.length - COLUMNS - 1; cell++) {
            if (hidden[cell]) {
                for (int row = -1; row <= 1; row++) {
                    for (int column = -1; column <= 1; column++) {
                        wanted[cell + row * COLUMNS + column] = false;
                    }
                }
            }
        }
    }
}
