package io.tailforge.lidargen.air;

/**
 * Water in the texture of a road: what a matt ground under it sends back, and what its surface mirrors away (after Hahner et
 * al. 2022, with the cosine of incidence where their program divides by the angle).
 *
 * @param share of the ground under the film, 0..1
 * @param millimetres deep
 * @param water at the laser's wavelength
 * @param absorption of the water, 1/m
 */
public record WaterFilm(double share, double millimetres, RefractiveIndex water, double absorption) {
    public static WaterFilm of(double share, double millimetres, double nanometres) {
        RefractiveIndex water = RefractiveIndex.water(nanometres);
        return new WaterFilm(share, millimetres, water, water.absorption(nanometres));
    }

    /** Reflectance of ground that is matt and {@code dry} where no water is. @param cosine of incidence, 0..1 */
    public double over(double dry, double cosine) {
        if (share == 0) {
            return dry;
        }
        double inside = Math.sqrt(1 - sineInside(cosine) * sineInside(cosine));
        double passed = StrictMath.exp(-2 * absorption * millimetres * 1e-3 / inside);
        return dry + share * (passed * matt(dry, cosine, water.real()) - dry);
    }

    /** In through the film, out through it, and between both; of the polarisation that passes better. */
    public static double matt(double dry, double cosine, double index) {
        double mirrored = Math.min(senkrecht(cosine, index), parallel(cosine, index));
        double through = 1 - mirrored;
        return through * dry * through / (1 - dry * mirrored);
    }

    /** Share of unpolarised light that the film mirrors away at this incidence. */
    public double mirrored(double cosine) {
        return share * 0.5 * (senkrecht(cosine, water.real()) + parallel(cosine, water.real()));
    }

    private double sineInside(double cosine) {
        return Math.sqrt(Math.max(0, 1 - cosine * cosine)) / water.real();
    }

    /** Fresnel, electric field across the plane of incidence. */
    public static double senkrecht(double cosine, double index) {
        double inside = cosineInside(cosine, index);
        double r = (cosine - index * inside) / (cosine + index * inside);
        return r * r;
    }

    /** Fresnel, electric field in the plane of incidence. */
    public static double parallel(double cosine, double index) {
        double inside = cosineInside(cosine, index);
        double r = (index * cosine - inside) / (index * cosine + inside);
        return r * r;
    }

    private static double cosineInside(double cosine, double index) {
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine)) / index;
        return Math.sqrt(1 - sine * sine);
    }
}
