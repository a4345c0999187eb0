package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.world.mesh.Light;
import java.util.List;

/** Head and tail lights of what drives; the engine decides when they are on. */
final class VehicleLamps {
    private static final Vec3 AHEAD = new Vec3(1, 0, -0.025).normalized();
    private static final Vec3 BACK = new Vec3(-1, 0, 0);
    /** Just off the body, so that it does not stand in its own light. */
    private static final double OFF = 0.06;

    private VehicleLamps() {}

    /** Nothing for what is parked. @param carrier index of the instance */
    static List<Light> of(ActorTrack track, Vec3 size, int carrier) {
        if (!track.moving()) {
            return List.of();
        }
        return switch (track.actorClass()) {
            case CAR, VAN, TRUCK, BUS, TRAM -> pair(size, carrier);
            case MOTORCYCLE -> List.of(head(size, 0, 0.02, carrier), tail(size, 0, 0, carrier));
            case BICYCLE -> List.of(tail(size, 0, -0.1, carrier));
            case TRAILER -> List.of(tail(size, 0.4, -0.2, carrier), tail(size, -0.4, -0.2, carrier));
            case PEDESTRIAN, CHILD, STROLLER, ANIMAL, DEBRIS, CONE, OTHER -> List.of();
        };
    }

    static List<Light> pair(Vec3 size, int carrier) {
        double up = Math.min(0.7, 0.45 * size.z()) / size.z() - 0.5;
        return List.of(
                head(size, 0.36, up, carrier),
                head(size, -0.36, up, carrier),
                tail(size, 0.4, up, carrier),
                tail(size, -0.4, up, carrier));
    }

    private static Light head(Vec3 size, double y, double z, int carrier) {
        Vec3 at = new Vec3(size.x() / 2 + OFF, y * size.y(), z * size.z());
        return new Light(carrier, at, AHEAD, 0.3, 1f, 0.96f, 0.88f, Light.Kind.HEADLIGHT, "");
    }

    private static Light tail(Vec3 size, double y, double z, int carrier) {
        Vec3 at = new Vec3(-size.x() / 2 - OFF, y * size.y(), z * size.z());
        return new Light(carrier, at, BACK, 0.2, 1f, 0.05f, 0.03f, Light.Kind.TAILLIGHT, "");
    }
}
