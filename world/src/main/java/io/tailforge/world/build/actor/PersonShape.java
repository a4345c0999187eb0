package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;

/**
 * A person who walks, stands or rides: limbs as tapered rods, a lofted trunk, a head with hair, clothes in two colours.
 * Looks along x, stands at z = 0.
 */
final class PersonShape {
    private static final int[] TOPS = {
        0xB03030, 0x2F4F8F, 0xE8E4DA, 0x303030, 0x5F7F4F, 0xC08A2E, 0x7A4B7E, 0x88A6C0, 0x2E6A6A
    };
    private static final int[] LEGS = {0x2A2F3E, 0x3F4C66, 0x282828, 0x6B5D4A, 0x8C8778, 0x20304F};
    private static final int[] HAIR = {0x404040, 0x8A5A30, 0xFFFFFF, 0xC09050, 0x703018};
    private static final int[] SKINS = {0xFFFFFF, 0xE8C8B0, 0xC09878, 0x906848, 0x70503C};

    /**
     * Angles of a pose, radians, positive forwards.
     *
     * @param hips left and right thigh; {@code knees} bend of the shins backwards
     * @param arms left and right upper arm; {@code elbows} bend of the forearms forwards
     * @param lean of the trunk
     */
    record Stance(double[] hips, double[] knees, double[] arms, double[] elbows, double lean) {
        static Stance standing() {
            return new Stance(
                    new double[] {0.05, -0.05},
                    new double[] {0.03, 0.03},
                    new double[] {0.08, -0.02},
                    new double[] {0.2, 0.25},
                    0);
        }

        /** @param phase 0..1 through one double step */
        static Stance walking(double phase, double swing) {
            double left = 2 * Math.PI * phase;
            return new Stance(
                    new double[] {swing * StrictMath.sin(left), -swing * StrictMath.sin(left)},
                    new double[] {knee(left, swing), knee(left + Math.PI, swing)},
                    new double[] {-swing * StrictMath.sin(left), swing * StrictMath.sin(left)},
                    new double[] {0.35, 0.35},
                    0.04);
        }

        /** The leg that comes forward is bent most as it passes the other. */
        private static double knee(double angle, double swing) {
            return 0.08 + 2.0 * swing * Math.max(0, StrictMath.cos(angle));
        }
    }

    private final Shaper shaper;
    private final double height;
    private final boolean child;
    private final int top;
    private final int legs;
    private final int hair;
    private final int skin;
    private final boolean bag;
    private final boolean skirt;

    PersonShape(Shaper shaper, double height, boolean child, SplittableRandom random) {
        this.shaper = shaper;
        this.height = height;
        this.child = child;
        this.top = Chance.pick(random, TOPS);
        this.legs = Chance.pick(random, LEGS);
        this.hair = Chance.pick(random, HAIR);
        this.skin = Chance.pick(random, SKINS);
        this.bag = random.nextInt(3) == 0;
        this.skirt = random.nextInt(5) == 0;
    }

    /** One standing or walking person. @param random the same state for every shape of one person */
    static TriangleMesh of(double height, boolean child, Stance stance, SplittableRandom random) {
        MeshBuilder mesh = new MeshBuilder();
        PersonShape person = new PersonShape(Shaper.on(mesh), height, child, random);
        person.build(stance);
        return Smoothing.of(mesh.build(), 1.2);
    }

    /** On its feet: the lower foot touches the ground. */
    private void build(Stance stance) {
        double legLength = 0.5 * height;
        double reach = Math.max(legReach(stance, 0), legReach(stance, 1));
        Vec3 hip = new Vec3(0, 0, Math.min(legLength, reach) + 0.02 * height);
        body(hip, stance);
    }

    private double legReach(Stance stance, int side) {
        double thigh = 0.25 * height * StrictMath.cos(stance.hips()[side]);
        return thigh + 0.25 * height * StrictMath.cos(stance.hips()[side] - stance.knees()[side]);
    }

    /** @param hip middle between the hip joints */
    void body(Vec3 hip, Stance stance) {
        double h = height;
        Vec3 up = new Vec3(StrictMath.sin(stance.lean()), 0, StrictMath.cos(stance.lean()));
        for (int side = 0; side < 2; side++) {
            leg(hip, stance, side);
        }
        double shoulders = (child ? 0.105 : 0.118) * h;
        trunk(hip, up, shoulders);
        Vec3 neck = hip.plus(up.times(0.315 * h));
        for (int side = 0; side < 2; side++) {
            arm(neck.plus(up.times(-0.025 * h)), shoulders, stance, side);
        }
        head(neck, up);
        if (bag) {
            Vec3 back = hip.plus(up.times(0.2 * h));
            shaper.of(Material.CLOTH, legs)
                    .ellipsoid(back.plus(new Vec3(-0.09 * h, 0, 0)), 0.05 * h, 0.085 * h, 0.12 * h, 8, 6);
        }
    }

    private void leg(Vec3 hip, Stance stance, int side) {
        double h = height;
        double y = (side == 0 ? 1 : -1) * 0.046 * h;
        double a = stance.hips()[side];
        double b = a - stance.knees()[side];
        Vec3 joint = hip.plus(new Vec3(0, y, 0));
        Vec3 knee = joint.plus(new Vec3(StrictMath.sin(a), 0, -StrictMath.cos(a)).times(0.25 * h));
        Vec3 ankle = knee.plus(new Vec3(StrictMath.sin(b), 0, -StrictMath.cos(b)).times(0.225 * h));
        Shaper cloth = skirt ? shaper.of(Material.SKIN, skin) : shaper.of(Material.CLOTH, legs);
        cloth.rod(joint.plus(new Vec3(0, 0, 0.01 * h)), knee, 0.048 * h, 0.036 * h, 8);
        cloth.ellipsoid(knee, 0.036 * h, 0.036 * h, 0.036 * h, 8, 5);
        cloth.rod(knee, ankle, 0.035 * h, 0.024 * h, 8);
        shaper.of(Material.CAR_TRIM)
                .ellipsoid(ankle.plus(new Vec3(0.035 * h, 0, -0.012 * h)), 0.075 * h, 0.027 * h, 0.026 * h, 8, 5);
    }

    private void trunk(Vec3 hip, Vec3 up, double shoulders) {
        double h = height;
        Vec3 y = new Vec3(0, 1, 0);
        Vec3 x = y.cross(up);
        double[][] levels = {
            {-0.03, 0.075, 0.055},
            {0.03, 0.088, 0.062},
            {0.10, 0.078, 0.055},
            {0.20, 0.095, 0.062},
            {0.27, 0.112, 0.06},
            {0.305, 0.085, 0.045},
            {0.32, 0.035, 0.032}
        };
        Vec3[][] rings = new Vec3[levels.length][];
        for (int i = 0; i < levels.length; i++) {
            double[] l = levels[i];
            rings[i] =
                    Shaper.ring(hip.plus(up.times(l[0] * h)), x, y, l[2] * h, l[1] * h * shoulders / (0.118 * h), 12);
        }
        shaper.of(Material.CLOTH, top).loft(rings);
        if (skirt) {
            Vec3[] low = Shaper.ring(hip.plus(up.times(-0.22 * h)), x, y, 0.085 * h, 0.11 * h, 12);
            Vec3[] high = Shaper.ring(hip.plus(up.times(0.03 * h)), x, y, 0.066 * h, 0.092 * h, 12);
            shaper.of(Material.CLOTH, legs).loft(low, high);
        }
    }

    private void arm(Vec3 shoulder, double out, Stance stance, int side) {
        double h = height;
        int sign = side == 0 ? 1 : -1;
        double a = stance.arms()[side];
        double b = a + stance.elbows()[side];
        Vec3 joint = shoulder.plus(new Vec3(0, sign * out, 0));
        Vec3 elbow = joint.plus(new Vec3(StrictMath.sin(a), sign * 0.1, -StrictMath.cos(a)).times(0.165 * h));
        Vec3 wrist = elbow.plus(new Vec3(StrictMath.sin(b), 0, -StrictMath.cos(b)).times(0.14 * h));
        Shaper sleeve = shaper.of(Material.CLOTH, top);
        sleeve.ellipsoid(joint, 0.034 * h, 0.034 * h, 0.034 * h, 8, 5);
        sleeve.rod(joint, elbow, 0.03 * h, 0.023 * h, 8);
        sleeve.rod(elbow, wrist, 0.023 * h, 0.017 * h, 8);
        shaper.of(Material.SKIN, skin)
                .ellipsoid(wrist.plus(new Vec3(0, 0, -0.02 * h)), 0.02 * h, 0.014 * h, 0.03 * h, 6, 5);
    }

    private void head(Vec3 neck, Vec3 up) {
        double h = height;
        double size = child ? 1.25 : 1;
        shaper.of(Material.SKIN, skin)
                .rod(neck.plus(up.times(-0.01 * h)), neck.plus(up.times(0.05 * h)), 0.03 * h, 0.028 * h, 8);
        Vec3 centre = neck.plus(up.times((0.03 + 0.06 * size) * h));
        shaper.of(Material.SKIN, skin)
                .ellipsoid(
                        centre.plus(new Vec3(0.006 * h, 0, 0)),
                        0.052 * size * h,
                        0.044 * size * h,
                        0.065 * size * h,
                        12,
                        8);
        shaper.of(Material.HAIR, hair)
                .ellipsoid(
                        centre.plus(new Vec3(-0.012 * h, 0, 0.018 * h)),
                        0.052 * size * h,
                        0.049 * size * h,
                        0.056 * size * h,
                        12,
                        8);
    }
}
