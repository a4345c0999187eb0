package io.tailforge.world.mesh;

/**
 * What a material does with a beam of 905 nm. Sources per material in docs/world.md.
 *
 * @param diffuse share sent back in all directions by a matt surface, 0..1 (directional-hemispherical reflectance)
 * @param mirrored share mirrored at normal incidence (Fresnel), spread by the material's roughness, 0..1
 * @param passes share that goes through to what lies behind, 0..1; above 0 for panes only
 * @param retroreflection coefficient of retroreflection R_A, cd/(lx m^2), near the normal; 0 for what has no beads or prisms
 */
public record Laser(double diffuse, double mirrored, double passes, double retroreflection) {
    /** Of glass, paint and plastics in air: index 1.5. */
    static final double COAT = 0.04;

    public Laser {
        if (!(diffuse >= 0 && mirrored >= 0 && passes >= 0 && diffuse + mirrored + passes <= 1)) {
            throw new IllegalArgumentException(
                    "sends back more than it gets: " + diffuse + " + " + mirrored + " + " + passes);
        }
        if (!(retroreflection >= 0)) {
            throw new IllegalArgumentException("retroreflection is at least 0, not " + retroreflection);
        }
    }

    static Laser matt(double diffuse) {
        return new Laser(diffuse, 0, 0, 0);
    }

    /** A colour under a clear coat. */
    static Laser coated(double diffuse) {
        return new Laser(diffuse, COAT, 0, 0);
    }

    static Laser metal(double diffuse, double mirrored) {
        return new Laser(diffuse, mirrored, 0, 0);
    }

    static Laser pane(double mirrored, double passes) {
        return new Laser(0.02, mirrored, passes, 0);
    }

    static Laser retro(double diffuse, double retroreflection) {
        return new Laser(diffuse, 0, 0, retroreflection);
    }

    /** How many times brighter towards the beam's source than a white matt plate, whose R_A is 1 / pi. */
    public double retroGain() {
        return Math.PI * retroreflection;
    }
}
