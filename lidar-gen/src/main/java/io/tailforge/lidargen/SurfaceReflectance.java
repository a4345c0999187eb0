package io.tailforge.lidargen;

import io.tailforge.lidargen.air.WaterFilm;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Laser;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.Surface;

/**
 * Reflectance at the laser's wavelength of a surface towards where the beam came from: the matt plate that would send back
 * as much.
 */
final class SurfaceReflectance {
    private static final double RETRO_FROM = 0.4;

    /** Waves of a smooth surface, and the width of the beam: no lobe is sharper, radians squared. */
    private static final double SHARPEST = 0.02;

    /** Of a wet road, what stands over the texture and mirrors. */
    private static final double STANDING = 0.45;
    /** Rain whose drops leave a third of that smooth, mm/h. */
    private static final double RAIN_THAT_RIPPLES = 2;

    private final WaterFilm film;
    private final double snowCover;
    private final double snow;
    private final double smooth;

    SurfaceReflectance(Weather weather, double nanometres) {
        film = WaterFilm.of(weather.roadWetness(), weather.waterFilmMillimetres(), nanometres);
        snowCover = weather.snowCover();
        snow = snow(nanometres);
        smooth = STANDING * StrictMath.exp(-weather.rainMmPerHour() / RAIN_THAT_RIPPLES);
    }

    /** Fallen snow of grains of a fifth of a millimetre (Wiscombe and Warren 1980): bright at 900 nm, dark at 1550. */
    private static double snow(double nanometres) {
        return Math.clamp(0.8 - 0.7 * (nanometres - 905) / 645, 0.1, 0.9);
    }

    /** @param cosine of the angle between beam and normal, 0..1 */
    double of(Surface surface, double cosine) {
        Material material = surface.material();
        Laser laser = material.laser();
        double matt = laser.diffuse();
        if (material == Material.CAR_PAINT) {
            matt *= 0.2 + 0.8 * brightness(surface.tint());
        }
        if (liesOpen(surface)) {
            matt = film.over(matt, cosine);
            matt += snowCover * (snow - matt);
        }
        double retro = surface.isBackFace() || cosine < RETRO_FROM ? 0 : laser.retroGain() * cosine;
        return matt * lobe(material, cosine) + glint(laser.mirrored(), material.roughness(), cosine) + retro;
    }

    /** What facets that face the beam mirror back (Trowbridge and Reitz), as a matt plate's reflectance. */
    private static double glint(double mirrored, double roughness, double cosine) {
        if (mirrored == 0) {
            return 0;
        }
        double alpha = Math.max(SHARPEST, roughness * roughness);
        double spread = cosine * cosine * (alpha * alpha - 1) + 1;
        return mirrored * alpha * alpha / (4 * Math.max(cosine, 0.05) * spread * spread);
    }

    /** Share mirrored at an incidence (Schlick). @param atNormal share at normal incidence */
    static double fresnel(double atNormal, double cosine) {
        double grazing = 1 - cosine;
        double squared = grazing * grazing;
        return atNormal + (1 - atNormal) * squared * squared * grazing;
    }

    /** Rough surfaces send back more at grazing incidence than a matt plate does: half way to the root of the cosine. */
    static double lobe(Material material, double cosine) {
        double rough = 0.6 * material.roughness();
        return cosine + rough * (Math.sqrt(cosine) - cosine);
    }

    /** Level ground on which water and snow stay. */
    private static boolean liesOpen(Surface surface) {
        return surface.instance() == Hits.GROUND && surface.faceZ() > 0.7f;
    }

    /** Whether any beam on water is mirrored on to something else. */
    boolean mirrorsAtAll() {
        return film.share() * smooth * (1 - snowCover) > 0;
    }

    /** Share of a beam that water on this surface mirrors away. @param cosine of incidence */
    double mirrored(Surface surface, double cosine) {
        return liesOpen(surface) ? film.mirrored(cosine) * smooth * (1 - snowCover) : 0;
    }

    private static double brightness(int rgb) {
        return (0.3 * (rgb >> 16 & 255) + 0.59 * (rgb >> 8 & 255) + 0.11 * (rgb & 255)) / 255;
    }
}
