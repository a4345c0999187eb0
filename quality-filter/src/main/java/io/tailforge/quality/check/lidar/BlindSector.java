package io.tailforge.quality.check.lidar;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import java.util.Arrays;

/**
 * Directions from which a LiDAR hardly ever gets a point, over all its sweeps, as their files hold them: compensated for the
 * ego's motion. One sweep's near points leave gaps there which wander; a part of the sensor that is blind, or was cut out, does not.
 */
final class BlindSector {
    private static final double BIN_DEGREES = 0.25;
    private static final int BINS = (int) Math.round(360 / BIN_DEGREES);

    /** To either side, what is usual about a direction: 15 degrees. */
    private static final int ABOUT = (int) Math.round(15 / BIN_DEGREES);

    /** Share of what is usual about a direction, up to which it is blind. */
    private static final double BLIND = 0.25;

    /** A sensor that looks no farther round ends there: no sector is so wide and has sight on both sides. */
    private static final int WIDEST = (int) Math.round(25 / BIN_DEGREES);

    private static final int LEAST_SWEEPS = 4;
    private static final int LEAST_POINTS = 40;

    /** Every so many points are enough. */
    private static final int STEP = 4;

    /** Beside where a revolution ends and the next begins, when the ego does not turn, degrees. */
    private static final double SEAM_DEGREES = 1;

    private final int[] points = new int[BINS];
    private final boolean[] seam = new boolean[BINS];
    private int sweeps;

    void add(Scene scene, LidarSweep sweep, SweepShots shots, SweepCloud cloud) {
        for (int i = 0; i < cloud.count(); i += STEP) {
            points[bin(cloud, i)]++;
        }
        setSeam(scene, sweep, shots, cloud);
        sweeps++;
    }

    private static int bin(SweepCloud cloud, int i) {
        double azimuth = Math.toDegrees(Math.atan2(cloud.xyz()[3 * i + 1], cloud.xyz()[3 * i]));
        return Math.floorMod((int) Math.floor((azimuth + 180) / BIN_DEGREES), BINS);
    }

    /** A sensor that turns with the ego leaves a gap, or looks twice, where its revolution ends. */
    private void setSeam(Scene scene, LidarSweep sweep, SweepShots shots, SweepCloud cloud) {
        long end = sweep.startMicros() + Math.round(1e6 / shots.lidar().rateHz());
        Pose turned =
                scene.ego().at(sweep.startMicros()).inverse().times(scene.ego().at(end));
        double degrees = Math.toDegrees(
                2 * Math.acos(Math.min(1, Math.abs(turned.rotation().w()))));
        int half = (int) Math.ceil((degrees + SEAM_DEGREES) / BIN_DEGREES);
        for (int ring = 0; ring < shots.rings(); ring++) {
            int i = shots.at()[ring * shots.columns()];
            for (int k = -half; i >= 0 && k <= half; k++) {
                seam[Math.floorMod(bin(cloud, i) + k, BINS)] = true;
            }
        }
    }

    boolean isJudged() {
        return sweeps >= LEAST_SWEEPS && Arrays.stream(points).sum() >= LEAST_POINTS * BINS;
    }

    /** The widest, degrees; 0: none. */
    double widest() {
        boolean[] blind = blind();
        int widest = 0;
        int run = 0;
        for (int i = 0; i < 2 * BINS; i++) {
            boolean ends = !blind[i % BINS];
            widest = ends && run <= WIDEST ? Math.max(widest, run) : widest;
            run = ends ? 0 : run + 1;
        }
        return widest * BIN_DEGREES;
    }

    private boolean[] blind() {
        boolean[] blind = new boolean[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            int[] about = new int[2 * ABOUT + 1];
            for (int k = -ABOUT; k <= ABOUT; k++) {
                about[k + ABOUT] = points[Math.floorMod(bin + k, BINS)];
            }
            Arrays.sort(about);
            blind[bin] = !seam[bin] && points[bin] <= BLIND * about[ABOUT];
        }
        return blind;
    }
}
