package io.tailforge.scene.variation;

/**
 * Where the sun stands, in the layout's frame.
 *
 * @param elevation radians above the horizon; below -6 degrees (-0.105) is night
 * @param azimuth radians counter-clockwise from the layout's x axis, the direction towards the sun
 */
public record SunPosition(double elevation, double azimuth) {
    /** The end of civil twilight: street lamps and headlights are on below it, and well before. */
    public static final double NIGHT_ELEVATION = Math.toRadians(-6);

    public SunPosition {
        if (!(Math.abs(elevation) <= Math.PI / 2) || !Double.isFinite(azimuth)) {
            throw new IllegalArgumentException("no such sun: " + elevation + ", " + azimuth);
        }
    }

    public boolean isNight() {
        return elevation < NIGHT_ELEVATION;
    }
}
