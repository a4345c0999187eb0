package io.tailforge.variation.read;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;

/** Length, width and height of a usual one, metres. */
final class NominalSize {
    private NominalSize() {}

    static Vec3 of(ActorClass actorClass) {
        return switch (actorClass) {
            case CAR -> new Vec3(4.5, 1.85, 1.5);
            case VAN -> new Vec3(5.6, 2.05, 2.4);
            case TRUCK -> new Vec3(9.0, 2.5, 3.6);
            case BUS -> new Vec3(12.0, 2.55, 3.1);
            case TRAM -> new Vec3(30.0, 2.4, 3.5);
            case TRAILER -> new Vec3(12.0, 2.5, 3.9);
            case MOTORCYCLE -> new Vec3(2.2, 0.8, 1.7);
            case BICYCLE -> new Vec3(1.8, 0.6, 1.75);
            case PEDESTRIAN -> new Vec3(0.6, 0.6, 1.75);
            case CHILD -> new Vec3(0.45, 0.45, 1.2);
            case STROLLER -> new Vec3(1.0, 0.6, 1.1);
            case ANIMAL -> new Vec3(0.9, 0.35, 0.7);
            case DEBRIS -> new Vec3(0.6, 0.5, 0.3);
            case CONE -> new Vec3(0.4, 0.4, 0.75);
            case OTHER -> new Vec3(1.0, 1.0, 1.0);
        };
    }
}
