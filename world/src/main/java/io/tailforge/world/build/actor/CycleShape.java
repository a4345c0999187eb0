package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;

/** Bicycles whose riders pedal, and motorcycles; rider included. Ground at z = 0, looks along x. */
final class CycleShape {
    private static final double WHEEL = 0.34;
    /** Turns of a bicycle's wheels per turn of its pedals, in a middle gear. */
    private static final int GEAR = 2;

    static final double METRES_A_TURN = GEAR * 2 * Math.PI * WHEEL;
    static final double MOTOR_WHEEL = 0.31;
    static final int MOTOR_SPOKES = 6;
    static final double MOTOR_LENGTH = 1.4 + 2 * MOTOR_WHEEL;
    private static final int SPOKES = 10;
    /** Of a bicycle over its tyres. */
    static final double LENGTH = 1.06 + 2 * WHEEL;

    private static final int[] FRAMES = {0x202428, 0xA02020, 0x2050A0, 0x308048, 0xD0D0D0};

    private final MeshBuilder mesh = new MeshBuilder();
    private final Shaper shaper = Shaper.on(mesh);

    private CycleShape() {}

    /** @param phase 0..1 of a turn of the pedals */
    static TriangleMesh bicycle(double phase, long looks) {
        SplittableRandom random = new SplittableRandom(looks);
        CycleShape cycle = new CycleShape();
        cycle.bicycleBody(FRAMES[random.nextInt(FRAMES.length)], phase);
        double crank = 2 * Math.PI * phase;
        cycle.rider(new Vec3(-0.18, 0, 0.98), random, legs(crank), legs(crank + Math.PI), 0.45, 0.95);
        return Smoothing.of(cycle.mesh.build(), 1.2);
    }

    /** @param turn of the wheels, radians forwards */
    static TriangleMesh motorcycle(double turn, long looks) {
        SplittableRandom random = new SplittableRandom(looks);
        CycleShape cycle = new CycleShape();
        cycle.motorcycleBody(FRAMES[random.nextInt(FRAMES.length)], turn);
        double[] leg = {1.15, 1.45};
        cycle.rider(new Vec3(-0.3, 0, 0.86), random, leg, leg, 0.3, 0.85);
        cycle.helmet(new Vec3(-0.3, 0, 0.86), 0.3);
        return Smoothing.of(cycle.mesh.build(), 1.2);
    }

    /** Angles of hip and knee that put the foot on a pedal of the crank. */
    private static double[] legs(double crank) {
        double lift = 0.5 + 0.5 * StrictMath.cos(crank);
        double ahead = StrictMath.sin(crank);
        return new double[] {0.35 + 0.75 * lift + 0.12 * ahead, 0.35 + 1.15 * lift - 0.1 * ahead};
    }

    private void wheel(double x, double radius, double thick, int spokes, double turn) {
        int n = 24;
        Vec3 centre = new Vec3(x, 0, radius);
        for (int i = 0; i < n; i++) {
            shaper.of(Material.TYRE)
                    .rod(rim(centre, radius - thick, i, n), rim(centre, radius - thick, i + 1, n), thick, thick, 6);
        }
        for (int i = 0; i < spokes; i++) {
            double at = i - turn * spokes / (2 * Math.PI);
            shaper.of(Material.RIM).rod(centre, rim(centre, radius - 1.5 * thick, at, spokes), 0.006, 0.006, 4);
        }
        shaper.of(Material.RIM).rod(new Vec3(x, -0.05, radius), new Vec3(x, 0.05, radius), 0.03, 0.03, 8);
    }

    private static Vec3 rim(Vec3 centre, double radius, double i, int n) {
        double angle = 2 * Math.PI * i / n;
        return centre.plus(new Vec3(radius * StrictMath.cos(angle), 0, radius * StrictMath.sin(angle)));
    }

    private void tube(int colour, double radius, double... xz) {
        Shaper brush = shaper.of(Material.CAR_PAINT, colour);
        for (int i = 0; i + 3 < xz.length; i += 2) {
            brush.rod(new Vec3(xz[i], 0, xz[i + 1]), new Vec3(xz[i + 2], 0, xz[i + 3]), radius, radius, 8);
        }
    }

    private void bicycleBody(int colour, double phase) {
        wheel(-0.52, WHEEL, 0.02, SPOKES, GEAR * 2 * Math.PI * phase);
        wheel(0.54, WHEEL, 0.02, SPOKES, GEAR * 2 * Math.PI * phase);
        tube(colour, 0.018, -0.52, WHEEL, -0.08, 0.3, 0.36, 0.72, -0.2, 0.78, -0.52, WHEEL);
        tube(colour, 0.016, -0.08, 0.3, -0.22, 0.9);
        tube(colour, 0.018, 0.54, WHEEL, 0.36, 0.72, 0.33, 0.98);
        shaper.of(Material.CAR_TRIM).rod(new Vec3(0.35, -0.28, 1.02), new Vec3(0.35, 0.28, 1.02), 0.015, 0.015, 8);
        shaper.of(Material.CAR_TRIM).ellipsoid(new Vec3(-0.22, 0, 0.92), 0.13, 0.07, 0.035, 10, 6);
        shaper.of(Material.HEADLIGHT).rod(new Vec3(0.4, 0, 0.9), new Vec3(0.46, 0, 0.9), 0.03, 0.03, 8);
        shaper.of(Material.TAILLIGHT).rod(new Vec3(-0.32, 0, 0.75), new Vec3(-0.35, 0, 0.75), 0.03, 0.03, 8);
        double angle = 2 * Math.PI * phase;
        for (int side = -1; side <= 1; side += 2) {
            Vec3 hub = new Vec3(-0.08, side * 0.08, 0.3);
            Vec3 pedal = hub.plus(
                    new Vec3(-side * 0.16 * StrictMath.sin(angle) * -1, 0, side * 0.16 * StrictMath.cos(angle)));
            shaper.of(Material.RIM).rod(hub, pedal, 0.012, 0.012, 6);
        }
    }

    private void motorcycleBody(int colour, double turn) {
        wheel(-0.68, MOTOR_WHEEL, 0.06, MOTOR_SPOKES, turn);
        wheel(0.72, MOTOR_WHEEL, 0.055, MOTOR_SPOKES, turn);
        Shaper paint = shaper.of(Material.CAR_PAINT, colour);
        Shaper trim = shaper.of(Material.CAR_TRIM);
        paint.ellipsoid(new Vec3(0.12, 0, 0.82), 0.3, 0.17, 0.16, 12, 8);
        paint.ellipsoid(new Vec3(0.56, 0, 0.86), 0.22, 0.2, 0.22, 12, 8);
        paint.ellipsoid(new Vec3(-0.72, 0, 0.8), 0.25, 0.13, 0.09, 10, 6);
        trim.ellipsoid(new Vec3(-0.32, 0, 0.8), 0.33, 0.15, 0.07, 10, 6);
        trim.ellipsoid(new Vec3(0.05, 0, 0.45), 0.33, 0.2, 0.24, 12, 8);
        trim.rod(new Vec3(-0.68, 0.08, 0.31), new Vec3(0, 0.1, 0.42), 0.04, 0.05, 8);
        trim.rod(new Vec3(-0.68, -0.08, 0.31), new Vec3(0, -0.1, 0.42), 0.04, 0.05, 8);
        for (int side = -1; side <= 1; side += 2) {
            shaper.of(Material.RIM)
                    .rod(new Vec3(0.72, side * 0.09, 0.31), new Vec3(0.5, side * 0.1, 0.98), 0.03, 0.03, 8);
            trim.ellipsoid(new Vec3(0.5, side * 0.33, 1.15), 0.03, 0.08, 0.05, 8, 6);
        }
        trim.rod(new Vec3(0.42, -0.36, 1.03), new Vec3(0.42, 0.36, 1.03), 0.018, 0.018, 8);
        shaper.of(Material.RIM).rod(new Vec3(0.1, -0.17, 0.36), new Vec3(-0.85, -0.2, 0.45), 0.05, 0.06, 10);
        shaper.of(Material.HEADLIGHT).ellipsoid(new Vec3(0.74, 0, 0.88), 0.05, 0.1, 0.09, 10, 6);
        shaper.of(Material.TAILLIGHT).box(-0.98, -0.08, 0.78, -0.93, 0.08, 0.84);
        shaper.of(Material.PLATE).box(-0.96, -0.09, 0.56, -0.95, 0.09, 0.72);
    }

    private void rider(Vec3 hip, SplittableRandom random, double[] left, double[] right, double lean, double reach) {
        PersonShape person = new PersonShape(shaper.at(Pose.IDENTITY), 1.72, false, random);
        person.body(
                hip,
                new PersonShape.Stance(
                        new double[] {left[0], right[0]},
                        new double[] {left[1], right[1]},
                        new double[] {reach, reach},
                        new double[] {0.35, 0.35},
                        lean));
    }

    private void helmet(Vec3 hip, double lean) {
        double h = 1.72;
        Vec3 up = new Vec3(StrictMath.sin(lean), 0, StrictMath.cos(lean));
        Vec3 centre = hip.plus(up.times((0.315 + 0.09) * h));
        shaper.of(Material.CAR_PAINT, 0xE0E0E0).ellipsoid(centre, 0.135, 0.12, 0.14, 14, 10);
        shaper.of(Material.CAR_GLASS).ellipsoid(centre.plus(new Vec3(0.05, 0, 0.01)), 0.1, 0.1, 0.06, 12, 8);
    }
}
