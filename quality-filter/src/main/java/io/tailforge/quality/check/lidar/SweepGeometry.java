package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.Optional;

/** Where a sweep was taken, and how near to the sensor the air itself may answer. */
final class SweepGeometry {
    /** Fog answers 4 to 6 m off, rain and snow 2 to 3 m; clear air does not. */
    private static final double SCATTER_METRES = 8;

    /** How far a solid actor is seen in the worst air that is still driven through, metres. */
    private static final double ANY_AIR = 15;

    private SweepGeometry() {}

    static Pose worldFromLidar(Scene scene, Lidar lidar, long timestampMicros) {
        return scene.ego().at(timestampMicros).times(lidar.rigFromLidar());
    }

    static Lidar getLidar(Scene scene, LidarSweep sweep) {
        return scene.rig().lidars().stream()
                .filter(lidar -> lidar.name().equals(sweep.lidar()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rig has no LiDAR " + sweep.lidar()));
    }

    /** The world for LiDARs, where the generator says that it rendered ours: depth came with the clip. */
    static Optional<ExpectedSweeps> findWorld(ClipEvidence clip) {
        boolean ours =
                clip.result().views().stream().anyMatch(view -> view.objects().containsKey(ObjectKind.DEPTH));
        return clip.expected().filter(views -> ours).flatMap(ExpectedViews::sweeps);
    }

    static boolean isClear(Weather weather) {
        return weather.rainMmPerHour() == 0
                && weather.snowMmPerHour() == 0
                && Double.isInfinite(weather.fogVisibilityMetres());
    }

    /** Nearer points may be fog, drops or flakes. @param look of which the weather may be untold: then there may be some */
    static double scatterRange(Variation look) {
        return look.isTold() && isClear(look.weather()) ? 0 : SCATTER_METRES;
    }

    /** How far a solid actor must be seen: the air takes light twice, and a wet or snowy day scatters more. */
    static double certainRange(Variation look) {
        return look.isTold() ? certainRange(look.weather()) : ANY_AIR;
    }

    private static double certainRange(Weather weather) {
        double fog = weather.fogVisibilityMetres() / 6;
        double rain = weather.rainMmPerHour() > 50 ? 15 : 35;
        double snow = weather.snowMmPerHour() > 2 ? 15 : 35;
        return Math.min(fog, Math.min(rain, snow));
    }
}
