package io.tailforge.lidargen.air;

import java.util.List;

/**
 * The plumes of all vehicles at one time. Spray is not even: it is in puffs of half a metre that stay in the air while the
 * vehicle drives on, and a shot meets more or fewer of its drops. Immutable.
 */
public final class Spray {
    public static final Spray NONE = new Spray(List.of(), 0, 0);

    /** Extinction over backscatter of droplets that are large against the light, sr (O'Connor et al. 2004: 18.8). */
    private static final double LIDAR_RATIO = 18.8;
    /** Half the length of a 5 ns pulse: what of the plume echoes at one time. */
    private static final double PULSE_METRES = 0.75;

    private static final double STEP = 0.4;

    private final List<SprayPlume> plumes;
    private final Puffs puffs;

    public Spray(List<SprayPlume> plumes, long seed, double seconds) {
        this.plumes = List.copyOf(plumes);
        this.puffs = new Puffs(seed, seconds);
    }

    public boolean isNone() {
        return plumes.isEmpty();
    }

    /**
     * What a beam meets of the spray.
     *
     * @param reach metres up to the target, or to where nothing is seen any more
     */
    public Way along(double ox, double oy, double oz, double dx, double dy, double dz, double reach, long shot) {
        Way way = Way.CLEAR;
        for (SprayPlume plume : plumes) {
            if (plume.isNear(ox, oy, oz, dx, dy, dz, reach)) {
                way = way.then(through(plume, ox, oy, oz, dx, dy, dz, reach, shot));
            }
        }
        return way;
    }

    private Way through(
            SprayPlume plume,
            double ox,
            double oy,
            double oz,
            double dx,
            double dy,
            double dz,
            double reach,
            long shot) {
        double middle = (plume.x() - 0.5 * SprayPlume.LENGTH * plume.forwardX() - ox) * dx
                + (plume.y() - 0.5 * SprayPlume.LENGTH * plume.forwardY() - oy) * dy
                + (plume.z() + 0.5 * SprayPlume.HEIGHT - oz) * dz;
        double half = 0.5 * SprayPlume.LENGTH + plume.halfWidth() + 1;
        double from = Math.max(0, middle - half);
        double to = Math.min(reach, middle + half);
        double depth = 0;
        double best = 0;
        double range = Double.NaN;
        double start = from + STEP * Puffs.unit(shot, -1);
        for (int i = 0; start + i * STEP < to; i++) {
            double t = start + i * STEP;
            double px = ox + t * dx;
            double py = oy + t * dy;
            double pz = oz + t * dz;
            double mean = plume.extinction(px, py, pz);
            if (mean > 0) {
                double extinction = mean * puffs.at(px, py, pz);
                depth += extinction * STEP;
                double drops = -StrictMath.log1p(-Puffs.unit(shot, i));
                double power = extinction
                        * drops
                        * (Math.PI / LIDAR_RATIO * PULSE_METRES)
                        * StrictMath.exp(-2 * depth)
                        / (t * t);
                if (power > best) {
                    best = power;
                    range = t;
                }
            }
        }
        return depth == 0 ? Way.CLEAR : new Way(depth, range, best);
    }

    /**
     * A beam's way through spray.
     *
     * @param depth extinction along it, one way
     * @param range of its strongest echo, metres; NaN without one
     * @param power of that, relative to a white matt plate at one metre, in otherwise clear air
     */
    public record Way(double depth, double range, double power) {
        public static final Way CLEAR = new Way(0, Double.NaN, 0);

        /** What is left of a target's power behind all of it; exactly 1 without spray. */
        public double transmission() {
            return depth == 0 ? 1 : StrictMath.exp(-2 * depth);
        }

        /** Through another plume too; the nearer one dims the echo of the farther. */
        private Way then(Way other) {
            if (depth == 0 || other.depth == 0) {
                return depth == 0 ? other : this;
            }
            boolean first = range <= other.range;
            double mine = first ? power : power * other.transmission();
            double others = first ? other.power * transmission() : other.power;
            boolean keep = mine >= others;
            return new Way(depth + other.depth, keep ? range : other.range, keep ? mine : others);
        }
    }
}
