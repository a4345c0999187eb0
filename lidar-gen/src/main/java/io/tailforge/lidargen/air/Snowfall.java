package io.tailforge.lidargen.air;

/**
 * Flakes as discs that a beam meets (after Hahner et al. 2022): how much of the air they fill, and how large they are; a
 * tenth as dense as water. The extinction of snow is that of {@link Precipitation#snow}, which has the melted flakes.
 *
 * @param millimetresPerHour as liquid water
 * @param metresPerSecond terminal velocity
 */
public record Snowfall(double millimetresPerHour, double metresPerSecond) {
    /** Wet or rimed flakes, as most measured snowfalls. */
    public static final double USUAL_METRES_PER_SECOND = 1.6;

    /** Of the light on a flake. */
    private static final double REFLECTANCE = 0.9;

    private static final double RELATIVE_DENSITY = 0.1;
    /** Of the flake that visibility and rate are related by, metres. */
    private static final double TYPICAL_DIAMETER = 0.003;

    /** Share of a volume, and of any plane through it, that is flake. */
    public double occupancy() {
        return millimetresPerHour / (3.6e6 * RELATIVE_DENSITY * metresPerSecond);
    }

    /**
     * The rain that hides as much as this snow, mm/h. The published program gives flakes the diameters of snow of that rate;
     * their number then falls faster than the rate grows, and heavier snow would hide less: {@link #flakes} does not.
     */
    public double rainEquivalent() {
        double flux = 487 * RELATIVE_DENSITY * TYPICAL_DIAMETER * metresPerSecond;
        return StrictMath.pow(millimetresPerHour / flux, 1.5);
    }

    /** Mean diameter of melted flakes of a snow rate, millimetres (Gunn and Marshall 1958). */
    public static double meltedDiameter(double millimetresPerHour) {
        return StrictMath.pow(millimetresPerHour, 0.48) / 2.55;
    }

    /** Flakes by diameter: the melted ones of this rate, frozen again, as many as fill the occupancy. */
    public Precipitation flakes() {
        if (millimetresPerHour <= 0) {
            return Precipitation.NONE;
        }
        double mean = meltedDiameter(millimetresPerHour) / Math.cbrt(RELATIVE_DENSITY);
        double perCubicMetre = occupancy() / (Math.PI * mean * mean * mean * 1e-9);
        return new Precipitation(perCubicMetre / mean, 1 / mean, REFLECTANCE);
    }
}
