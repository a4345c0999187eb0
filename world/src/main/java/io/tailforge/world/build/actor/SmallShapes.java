package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What is on the road besides vehicles and people. Ground at z = 0, looks along x. */
final class SmallShapes {
    private SmallShapes() {}

    private static TriangleMesh shape(Consumer<Shaper> draw) {
        MeshBuilder mesh = new MeshBuilder();
        draw.accept(Shaper.on(mesh));
        return Smoothing.of(mesh.build(), 0.9);
    }

    static TriangleMesh cone() {
        return shape(s -> {
            s.of(Material.CAR_TRIM).box(-0.2, -0.2, 0, 0.2, 0.2, 0.04);
            s.of(Material.CONE_ORANGE).rod(new Vec3(0, 0, 0.04), new Vec3(0, 0, 0.7), 0.15, 0.03, 16);
            s.of(Material.SIGN_FACE).rod(new Vec3(0, 0, 0.35), new Vec3(0, 0, 0.48), 0.103, 0.08, 16);
            s.of(Material.SIGN_FACE).rod(new Vec3(0, 0, 0.55), new Vec3(0, 0, 0.62), 0.068, 0.056, 16);
        });
    }

    /** A box with open flaps beside a torn sheet. */
    static TriangleMesh debris(SplittableRandom random) {
        double turn = 0.4 * random.nextDouble();
        return shape(s -> {
            Shaper box = s.at(0.05, 0, 0, turn).of(Material.CARDBOARD);
            box.box(-0.32, -0.25, 0, 0.3, 0.25, 0.36);
            box.quad(
                    new Vec3(-0.32, 0.25, 0.36),
                    new Vec3(0.3, 0.25, 0.36),
                    new Vec3(0.3, 0.4, 0.45),
                    new Vec3(-0.32, 0.4, 0.45));
            box.quad(
                    new Vec3(0.3, 0.4, 0.45),
                    new Vec3(0.3, 0.25, 0.36),
                    new Vec3(-0.32, 0.25, 0.36),
                    new Vec3(-0.32, 0.4, 0.45));
            s.at(-0.3, -0.2, 0, 1.1).of(Material.CARDBOARD, 0xE8E0D0).box(-0.35, -0.2, 0.01, 0.35, 0.2, 0.04);
            s.of(Material.CLOTH, 0x607890).ellipsoid(new Vec3(-0.35, 0.18, 0.1), 0.2, 0.16, 0.12, 10, 6);
        });
    }

    static TriangleMesh stroller() {
        return shape(s -> {
            Shaper frame = s.of(Material.POLE_METAL, 0x707478);
            Shaper cloth = s.of(Material.CLOTH, 0x28304A);
            for (int side = -1; side <= 1; side += 2) {
                double y = 0.24 * side;
                frame.rod(new Vec3(0.38, y, 0.13), new Vec3(-0.48, y, 1.0), 0.014, 0.014, 8);
                frame.rod(new Vec3(-0.3, y, 0.13), new Vec3(0.15, y, 0.6), 0.014, 0.014, 8);
                for (double x : new double[] {0.38, -0.3}) {
                    s.of(Material.TYRE).rod(new Vec3(x, y - 0.03, 0.12), new Vec3(x, y + 0.03, 0.12), 0.12, 0.12, 14);
                    s.of(Material.RIM).disc(new Vec3(x, y + 0.035 * side, 0.12), new Vec3(0, side, 0), 0.07, 10);
                }
            }
            frame.rod(new Vec3(-0.48, -0.24, 1.0), new Vec3(-0.48, 0.24, 1.0), 0.018, 0.018, 8);
            cloth.ellipsoid(new Vec3(0.05, 0, 0.52), 0.4, 0.22, 0.16, 12, 8);
            cloth.ellipsoid(new Vec3(-0.18, 0, 0.72), 0.24, 0.22, 0.24, 12, 8);
            s.of(Material.SKIN).ellipsoid(new Vec3(0.05, 0, 0.72), 0.08, 0.075, 0.09, 10, 8);
            s.of(Material.CLOTH, 0xE8D8C0).ellipsoid(new Vec3(0.22, 0, 0.6), 0.22, 0.17, 0.11, 10, 6);
        });
    }

    /** A dog in step. @param phase 0..1 of its stride */
    static TriangleMesh animal(double phase, int tint) {
        return shape(s -> {
            Shaper fur = s.of(Material.FUR, tint);
            fur.ellipsoid(new Vec3(0, 0, 0.44), 0.36, 0.12, 0.14, 14, 10);
            fur.ellipsoid(new Vec3(0.2, 0, 0.45), 0.17, 0.13, 0.17, 12, 8);
            fur.rod(new Vec3(0.28, 0, 0.5), new Vec3(0.42, 0, 0.66), 0.09, 0.075, 10);
            fur.ellipsoid(new Vec3(0.45, 0, 0.69), 0.1, 0.08, 0.085, 12, 8);
            fur.rod(new Vec3(0.5, 0, 0.67), new Vec3(0.62, 0, 0.64), 0.05, 0.035, 8);
            s.of(Material.HAIR).ellipsoid(new Vec3(0.625, 0, 0.65), 0.02, 0.025, 0.02, 6, 5);
            fur.rod(new Vec3(-0.34, 0, 0.5), new Vec3(-0.52, 0, 0.66), 0.035, 0.015, 8);
            for (int side = -1; side <= 1; side += 2) {
                fur.ellipsoid(new Vec3(0.4, 0.07 * side, 0.76), 0.03, 0.02, 0.06, 6, 5);
                leg(fur, 0.23, 0.08 * side, 0.4 * StrictMath.sin(2 * Math.PI * phase) * side);
                leg(fur, -0.25, 0.08 * side, -0.4 * StrictMath.sin(2 * Math.PI * phase) * side);
            }
        });
    }

    private static void leg(Shaper fur, double x, double y, double swing) {
        Vec3 hip = new Vec3(x, y, 0.4);
        Vec3 knee = hip.plus(new Vec3(0.2 * StrictMath.sin(swing), 0, -0.2 * StrictMath.cos(swing)));
        Vec3 paw = knee.plus(new Vec3(0.18 * StrictMath.sin(0.6 * swing), 0, -0.18 * StrictMath.cos(0.6 * swing)));
        fur.rod(hip, knee, 0.06, 0.035, 8);
        fur.rod(knee, paw, 0.032, 0.025, 8);
        fur.ellipsoid(paw.plus(new Vec3(0.02, 0, -0.005)), 0.045, 0.03, 0.022, 8, 5);
    }

    /** Of a thing that is only known to be there: a crate under a tarpaulin. */
    static TriangleMesh unnamed() {
        return shape(s -> {
            s.of(Material.CARDBOARD).box(-0.5, -0.5, 0, 0.5, 0.5, 0.7);
            s.of(Material.CLOTH, 0x50605A).box(-0.48, -0.48, 0.7, 0.48, 0.48, 1);
        });
    }
}
