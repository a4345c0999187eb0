package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.sensor.LidarModel.Beam;

/**
 * Where, from where and when each shot of a revolution goes: in the sensor's frame, times after the sweep's start. Immutable.
 */
public final class BeamPattern {
    private final int columns;
    private final int rings;
    private final double columnMicros;
    private final double[] fireMicros;
    /** Cosine and sine of the azimuth of each column. */
    private final double[] turns;
    /** x, y, z of each beam's direction at azimuth 0. */
    private final double[] directions;
    /** x, y, z of where each beam leaves at azimuth 0. */
    private final double[] origins;

    /** @throws IllegalArgumentException where the sensor does not turn at this rate */
    public BeamPattern(LidarModel model, double rateHz) {
        this.columns = model.columns(rateHz);
        this.rings = model.beams().size();
        this.columnMicros = model.columnMicros(rateHz);
        this.fireMicros =
                model.beams().stream().mapToDouble(Beam::fireOffsetMicros).toArray();
        this.turns = new double[2 * columns];
        double step = (model.turn().clockwise() ? -2 : 2) * Math.PI * rateHz * columnMicros * 1e-6;
        for (int column = 0; column < columns; column++) {
            double azimuth = Math.PI + column * step;
            turns[2 * column] = StrictMath.cos(azimuth);
            turns[2 * column + 1] = StrictMath.sin(azimuth);
        }
        this.directions = new double[3 * rings];
        this.origins = new double[3 * rings];
        for (int ring = 0; ring < rings; ring++) {
            aim(model.beams().get(ring), 3 * ring);
        }
    }

    private void aim(Beam beam, int at) {
        double level = StrictMath.cos(beam.elevation());
        directions[at] = level * StrictMath.cos(beam.azimuthOffset());
        directions[at + 1] = level * StrictMath.sin(beam.azimuthOffset());
        directions[at + 2] = StrictMath.sin(beam.elevation());
        origins[at] = beam.origin().x();
        origins[at + 1] = beam.origin().y();
        origins[at + 2] = beam.origin().z();
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

    /** Azimuth of a shot, radians, counter-clockwise from straight ahead, -pi .. pi. */
    public double azimuth(int column, int ring) {
        double[] direction = new double[3];
        turn(directions, column, ring, direction);
        return StrictMath.atan2(direction[1], direction[0]);
    }

    /** Unit vector. */
    public Vec3 direction(int column, int ring) {
        double[] to = new double[3];
        turn(directions, column, ring, to);
        return new Vec3(to[0], to[1], to[2]);
    }

    /** Where a shot's beam leaves the sensor, metres. */
    public Vec3 origin(int column, int ring) {
        double[] to = new double[3];
        turn(origins, column, ring, to);
        return new Vec3(to[0], to[1], to[2]);
    }

    /** The point a shot measures at a range: in the sensor's frame at the time of the shot. */
    public Vec3 point(int column, int ring, double range) {
        return origin(column, ring).plus(direction(column, ring).times(range));
    }

    /** Of each beam, radians, row 0 the highest. */
    public float[] elevations() {
        float[] elevation = new float[rings];
        for (int ring = 0; ring < rings; ring++) {
            elevation[rings - 1 - ring] = (float) StrictMath.asin(directions[3 * ring + 2]);
        }
        return elevation;
    }

    void direction(int column, int ring, double[] to) {
        turn(directions, column, ring, to);
    }

    void origin(int column, int ring, double[] to) {
        turn(origins, column, ring, to);
    }

    private void turn(double[] vectors, int column, int ring, double[] to) {
        double cosine = turns[2 * column];
        double sine = turns[2 * column + 1];
        double x = vectors[3 * ring];
        double y = vectors[3 * ring + 1];
        to[0] = cosine * x - sine * y;
        to[1] = sine * x + cosine * y;
        to[2] = vectors[3 * ring + 2];
    }
}
