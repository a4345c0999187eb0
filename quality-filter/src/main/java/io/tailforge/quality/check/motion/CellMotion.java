package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Projection;

/**
 * Where the standing world under each cell of a camera's picture was in an earlier picture. The rays of the cells are cast
 * once for the clip, poses are asked for once a row, so that it costs a projection a cell.
 */
final class CellMotion {
    private static final int COLUMNS = CellGrid.COLUMNS;
    private static final int ROWS = CellGrid.ROWS;

    /** Nothing that is looked for stands higher above the camera's level, sine. */
    private static final double HIGHEST = StrictMath.sin(StrictMath.toRadians(15));

    /** What counts as sky, metres. */
    private static final float SKY = 10_000;

    /** What comes out from behind an edge is seen to do so where it is more, cells. */
    static final float MOST_SLIDE = 0.75f;

    /** Something in the earlier view hides a point where its inverse distance is so many times that of the point. */
    private static final double HIDDEN = 1.15;

    /** And more by half of what a row of cells makes of level ground, 1/m. */
    private static final double HALF_A_ROW = 0.006;

    private final SceneGeometry geometry;
    private final Projection projection;
    private final double cellAngle;
    private final float[] rays = new float[3 * COLUMNS * ROWS];
    private final double[] uv = new double[2];
    private double axial;

    CellMotion(ClipEvidence clip, String camera) {
        this.geometry = SceneGeometry.of(clip.scene(), camera, new WorkingSize(COLUMNS, ROWS));
        this.cellAngle = cellAngle(geometry);
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

    /** Radians across a cell in the middle of the picture. */
    private static double cellAngle(SceneGeometry geometry) {
        int middle = CellGrid.nearest(COLUMNS / 2f, ROWS / 2f);
        return geometry.pointAtCell(0, middle, 1).distanceTo(geometry.pointAtCell(0, middle + 1, 1));
    }

    double cellAngle() {
        return cellAngle;
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

    /**
     * How far the camera has moved square to the sight of each place since an earlier frame: by so many cells, divided by its
     * depth, a place has moved against what is far off.
     */
    float[] ways(int frame, int earlier, double[] places, boolean[] wanted) {
        float[] ways = new float[wanted.length];
        Vec3 here = geometry.worldFromCamera(frame, ROWS / 2.0).translation();
        Vec3 way = here.minus(geometry.worldFromCamera(earlier, ROWS / 2.0).translation());
        for (int cell = 0; cell < wanted.length; cell++) {
            if (wanted[cell]) {
                ways[cell] = (float) (across(places, 3 * cell, here, way) / cellAngle);
            }
        }
        return ways;
    }

    /** By how much what is behind edges of depth about a cell moves against what is before them, cells. */
    static float slide(float way, ExpectedView view, int cell) {
        return (float) (way * bent(view, cell));
    }

    private static double across(double[] places, int at, Vec3 here, Vec3 way) {
        double x = places[at] - here.x();
        double y = places[at + 1] - here.y();
        double z = places[at + 2] - here.z();
        double square = x * x + y * y + z * z;
        double along = x * way.x() + y * way.y() + z * way.z();
        return Math.sqrt(Math.max(0, way.dot(way) - along * along / square));
    }

    /** How far a cell's surroundings are from one plane, or from one depth: inverse metres. */
    private static double bent(ExpectedView view, int cell) {
        double here = 2 / depth(view, cell);
        double most = 0;
        for (int step : new int[] {1, COLUMNS - 1, COLUMNS, COLUMNS + 1}) {
            double beside = 1 / depth(view, cell - step) + 1 / depth(view, cell + step);
            most = Math.max(most, Math.abs(beside - here));
        }
        return most;
    }

    /**
     * Where places are seen in an earlier frame.
     *
     * @param wanted cells that are asked for; those are taken out that cannot be seen there
     * @param column and {@code row}: receive the places, in cells
     */
    void carry(
            double[] places,
            float[] ways,
            int earlier,
            ExpectedView viewEarlier,
            boolean[] wanted,
            float[] column,
            float[] row) {
        boolean[] hidden = new boolean[wanted.length];
        for (int y = 1; y < ROWS - 1; y++) {
            double[] m = geometry.worldFromCamera(earlier, y).inverse().toMatrix();
            for (int cell = y * COLUMNS + 1; cell < (y + 1) * COLUMNS - 1; cell++) {
                if (wanted[cell]) {
                    wanted[cell] = carry(places, 3 * cell, m);
                    column[cell] = (float) uv[0];
                    row[cell] = (float) uv[1];
                    hidden[cell] = wanted[cell] && isHidden(viewEarlier, nearestEarlier(), ways[cell]);
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
        return CellGrid.nearest((float) uv[0], (float) uv[1]);
    }

    private boolean isHidden(ExpectedView earlier, int there, float way) {
        float depth = depth(earlier, there);
        return depth > 0 && 1 / depth > HIDDEN / axial + HALF_A_ROW && way * (1 / depth - 1 / axial) > MOST_SLIDE;
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
