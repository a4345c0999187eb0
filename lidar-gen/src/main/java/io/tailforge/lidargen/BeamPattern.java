package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.LidarModel;

/** Where and when each shot of a revolution goes: unit directions in the sensor frame, times after the sweep's start. */
public final class BeamPattern {
    private final int columns;
    private final int rings;
    private final double columnMicros;
    private final double[] fireMicros;
    private final double[] directions;

    public BeamPattern(LidarModel model, double rateHz) {
        this.columns = model.columns();
        this.rings = model.beams().size();
        this.columnMicros = 1e6 / rateHz / columns;
        this.fireMicros = model.beams().stream()
                .mapToDouble(LidarModel.Beam::fireOffsetMicros)
                .toArray();
        this.directions = new double[3 * columns * rings];
        for (int column = 0; column < columns; column++) {
            double azimuth = Math.PI - 2 * Math.PI * column / columns;
            for (int ring = 0; ring < rings; ring++) {
                aim(model.beams().get(ring), azimuth, 3 * (column * rings + ring));
            }
        }
    }

    private void aim(LidarModel.Beam beam, double columnAzimuth, int at) {
        double azimuth = columnAzimuth + beam.azimuthOffset();
        double level = StrictMath.cos(beam.elevation());
        directions[at] = level * StrictMath.cos(azimuth);
        directions[at + 1] = level * StrictMath.sin(azimuth);
        directions[at + 2] = StrictMath.sin(beam.elevation());
    }

    public int columns() {
        return columns;
    }

    public int rings() {
        return rings;
    }

    /** Time between two columns. */
    public double columnMicros() {
        return columnMicros;
    }

    /** Time of a shot after its column's start. */
    public double fireMicros(int ring) {
        return fireMicros[ring];
    }

    /** Time of a shot after the sweep's start. */
    public double shotMicros(int column, int ring) {
        return column * columnMicros + fireMicros[ring];
    }

    /** Azimuth of a shot in the sensor's frame, radians, counter-clockwise from straight ahead, -pi .. pi. */
    public double azimuth(int column, int ring) {
        int at = 3 * (column * rings + ring);
        return StrictMath.atan2(directions[at + 1], directions[at]);
    }

    public Vec3 direction(int column, int ring) {
        int at = 3 * (column * rings + ring);
        return new Vec3(directions[at], directions[at + 1], directions[at + 2]);
    }

    /** The point a shot measures at a range: in the sensor's frame at the time of the shot. */
    public Vec3 point(int column, int ring, double range) {
        return direction(column, ring).times(range);
    }

    /** Of each beam, radians, row 0 the highest. */
    public float[] elevations() {
        float[] elevation = new float[rings];
        for (int ring = 0; ring < rings; ring++) {
            elevation[rings - 1 - ring] =
                    (float) StrictMath.asin(direction(0, ring).z());
        }
        return elevation;
    }

    /** x, y, z of every shot, column by column, ring by ring. */
    double[] directions() {
        return directions;
    }
}
