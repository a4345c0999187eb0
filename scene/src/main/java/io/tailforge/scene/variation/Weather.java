package io.tailforge.scene.variation;

/**
 * The weather as physical fields, which combine freely. A preset is a row of data, not a type.
 *
 * @param cloudCover 0 clear .. 1 overcast
 * @param rainMmPerHour liquid precipitation rate, 0..150
 * @param snowMmPerHour snowfall as liquid water, 0..15
 * @param fogVisibilityMetres meteorological visibility MOR (5 % contrast, extinction = ln 20 / MOR); infinite without fog
 * @param surfaceWetness 0 dry .. 1 standing water
 * @param snowCover 0 bare .. 1 everything level is white
 */
public record Weather(
        double cloudCover,
        double rainMmPerHour,
        double snowMmPerHour,
        double fogVisibilityMetres,
        double surfaceWetness,
        double snowCover) {
    public static final Weather CLEAR = new Weather(0, 0, 0, Double.POSITIVE_INFINITY, 0, 0);

    /** Asphalt, as Hahner et al. (2022) take it. */
    private static final double TEXTURE_MILLIMETRES = 1.2;
    /** Rain that fills 63 % of the texture, mm/h. */
    private static final double RAIN_THAT_WETS = 3;

    public Weather {
        require(cloudCover, 0, 1, "cloud cover");
        require(rainMmPerHour, 0, 150, "rain");
        require(snowMmPerHour, 0, 15, "snow");
        require(fogVisibilityMetres, 10, Double.POSITIVE_INFINITY, "fog visibility");
        require(surfaceWetness, 0, 1, "surface wetness");
        require(snowCover, 0, 1, "snow cover");
    }

    /** Extinction by fog alone, 1/m; the same for eyes, cameras and LiDARs. */
    public double fogExtinction() {
        return Double.isInfinite(fogVisibilityMetres) ? 0 : StrictMath.log(20) / fogVisibilityMetres;
    }

    /** Share of the road's texture that water fills, 0..1: {@code surfaceWetness}, or what the rain keeps there if more. */
    public double roadWetness() {
        return Math.max(surfaceWetness, 1 - StrictMath.exp(-rainMmPerHour / RAIN_THAT_WETS));
    }

    /** Depth of the water in the road's texture, millimetres. */
    public double waterFilmMillimetres() {
        return TEXTURE_MILLIMETRES * roadWetness();
    }

    private static void require(double value, double min, double max, String name) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", not " + value);
        }
    }
}
