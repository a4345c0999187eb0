package io.tailforge.conditioning.assemble;

/**
 * The intelligent-driver model (Treiber, Hennecke, Helbing 2000) with the usual bounds for use with obstacles that appear:
 * following and free driving are taken apart, the stricter wins.
 *
 * @param headway seconds kept to the leader
 * @param standstill metres kept to the leader when both stand
 * @param acceleration comfortable, m/s2
 * @param braking comfortable, m/s2, positive
 */
record IntelligentDriver(double headway, double standstill, double acceleration, double braking) {
    static final double HARDEST_BRAKING = 5.0;

    private static final double RELAXATION_SECONDS = 0.4;

    static final IntelligentDriver USUAL = new IntelligentDriver(1.3, 2.0, 1.5, 2.0);

    /** Acceleration on a free road. @param wished speed wished for a moment ahead */
    double free(double speed, double wished) {
        if (speed > wished) {
            return Math.max(-braking * 1.5, (wished - speed) / RELAXATION_SECONDS);
        }
        double ratio = wished <= 0.01 ? 1 : speed / wished;
        return Math.min(acceleration * (1 - ratio * ratio * ratio * ratio), (wished - speed) / RELAXATION_SECONDS);
    }

    /** Acceleration behind a leader. @param gap bumper to bumper, metres */
    double following(double speed, double leaderSpeed, double gap) {
        return towards(speed, leaderSpeed, gap, standstill);
    }

    /** Acceleration towards a line at which to stand. */
    double stopping(double speed, double gap) {
        return towards(speed, 0, gap + 0.5, 0.7);
    }

    private double towards(double speed, double leaderSpeed, double gap, double space) {
        if (gap < 0.2) {
            return -HARDEST_BRAKING;
        }
        double closing = speed * (speed - leaderSpeed) / (2 * Math.sqrt(acceleration * braking));
        double wishedGap = space + Math.max(0, (leaderSpeed > 0.5 ? headway * speed : 0.4 * speed) + closing);
        double ratio = wishedGap / gap;
        return Math.max(-HARDEST_BRAKING, acceleration * (1 - ratio * ratio));
    }

    /** The highest speed from which one still stops behind a leader at ease. */
    double safeSpeed(double leaderSpeed, double gap) {
        return Math.sqrt(leaderSpeed * leaderSpeed + 2 * 0.85 * braking * Math.max(0, gap - standstill));
    }
}
