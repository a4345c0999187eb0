package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import java.util.SplittableRandom;

/** Plausible sizes: length, width, height in metres, between a small and a large one of the kind; riders included. */
final class ActorSizes {
    private ActorSizes() {}

    static Vec3 draw(ActorClass actorClass, SplittableRandom random) {
        return switch (actorClass) {
            case CAR -> between(random, 4.0, 1.74, 1.42, 4.9, 1.92, 1.72);
            case VAN -> between(random, 4.9, 1.94, 1.95, 5.9, 2.05, 2.6);
            case TRUCK -> between(random, 7.0, 2.4, 3.0, 10.0, 2.55, 3.8);
            case BUS -> between(random, 11.0, 2.5, 3.0, 12.2, 2.55, 3.3);
            case TRAM -> between(random, 18.0, 2.3, 3.3, 24.0, 2.4, 3.6);
            case TRAILER -> between(random, 6.0, 2.2, 2.6, 12.0, 2.55, 4.0);
            case MOTORCYCLE -> between(random, 2.0, 0.75, 1.5, 2.3, 0.9, 1.7);
            case BICYCLE -> between(random, 1.68, 0.55, 1.6, 1.85, 0.65, 1.85);
            case PEDESTRIAN -> between(random, 0.42, 0.5, 1.56, 0.65, 0.68, 1.92);
            case CHILD -> between(random, 0.34, 0.36, 1.0, 0.48, 0.48, 1.4);
            case STROLLER -> between(random, 0.85, 0.5, 1.0, 1.05, 0.6, 1.1);
            case ANIMAL -> between(random, 0.6, 0.22, 0.45, 1.0, 0.35, 0.75);
            case DEBRIS -> between(random, 0.3, 0.3, 0.15, 0.9, 0.8, 0.5);
            case CONE -> between(random, 0.32, 0.32, 0.5, 0.4, 0.4, 0.75);
            case OTHER -> between(random, 0.8, 0.8, 0.8, 1.2, 1.2, 1.4);
        };
    }

    /** One draw for the build (long ones are mostly wide too), rounded to centimetres. */
    private static Vec3 between(
            SplittableRandom random, double l0, double w0, double h0, double l1, double w1, double h1) {
        double build = random.nextDouble();
        double lift = 0.6 * build + 0.4 * random.nextDouble();
        return new Vec3(round(l0 + (l1 - l0) * build), round(w0 + (w1 - w0) * build), round(h0 + (h1 - h0) * lift));
    }

    private static double round(double metres) {
        return Math.rint(metres * 100) / 100;
    }
}
