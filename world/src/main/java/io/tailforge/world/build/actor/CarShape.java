package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;

/** A passenger car: a lofted body, a cabin of glass and pillars, wheels, lights, plates, mirrors. Metres, ground at z = 0. */
final class CarShape {
    private static final double CREASE = 0.6;
    private static final double HALF_WIDTH = 0.9;
    static final int SPOKES = 5;

    /**
     * The side view.
     *
     * @param body x, relative half width, underside z and top z per station from the rear to the front
     * @param cabin x of rear base, rear top, windscreen top, windscreen base
     */
    enum Style {
        SEDAN(
                new double[][] {
                    {-2.25, 0.80, 0.40, 0.78},
                    {-2.17, 0.95, 0.28, 0.98},
                    {-1.55, 1.0, 0.2, 1.01},
                    {-0.9, 1.0, 0.2, 0.98},
                    {0.9, 1.0, 0.2, 0.95},
                    {1.25, 1.0, 0.2, 0.91},
                    {1.9, 0.97, 0.2, 0.83},
                    {2.15, 0.90, 0.24, 0.73},
                    {2.25, 0.78, 0.30, 0.60}
                },
                new double[] {-1.75, -1.05, 0.30, 1.05},
                1.44),
        HATCHBACK(
                new double[][] {
                    {-2.0, 0.82, 0.42, 0.84}, {-1.93, 0.96, 0.28, 1.0}, {-1.3, 1.0, 0.2, 1.0}, {0.8, 1.0, 0.2, 0.96},
                    {1.15, 1.0, 0.2, 0.93}, {1.7, 0.97, 0.2, 0.84}, {1.93, 0.90, 0.24, 0.74}, {2.02, 0.78, 0.30, 0.60}
                },
                new double[] {-1.92, -1.55, 0.25, 1.0},
                1.50),
        SUV(
                new double[][] {
                    {-2.3, 0.84, 0.50, 0.95},
                    {-2.22, 0.97, 0.36, 1.12},
                    {-1.4, 1.0, 0.28, 1.12},
                    {0.9, 1.0, 0.28, 1.08},
                    {1.2, 1.0, 0.28, 1.06},
                    {1.95, 0.98, 0.28, 1.0},
                    {2.2, 0.93, 0.32, 0.9},
                    {2.32, 0.82, 0.38, 0.72}
                },
                new double[] {-2.15, -1.85, 0.35, 1.05},
                1.72),
        VAN(
                new double[][] {
                    {-2.6, 0.94, 0.42, 1.1}, {-2.55, 0.99, 0.32, 1.12}, {-1.5, 1.0, 0.25, 1.12}, {1.3, 1.0, 0.25, 1.12},
                    {1.6, 1.0, 0.25, 1.1}, {2.2, 0.96, 0.27, 0.98}, {2.5, 0.88, 0.3, 0.8}, {2.58, 0.78, 0.36, 0.62}
                },
                new double[] {-2.58, -2.52, 1.15, 1.95},
                2.15);

        private final double[][] body;
        private final double[] cabin;
        private final double height;

        Style(double[][] body, double[] cabin, double height) {
            this.body = body;
            this.cabin = cabin;
            this.height = height;
        }

        /** Radius of a wheel. */
        double wheel() {
            return this == SUV || this == VAN ? 0.37 : 0.325;
        }

        double height() {
            return height;
        }

        double front() {
            return body[body.length - 1][0];
        }

        double rear() {
            return body[0][0];
        }

        /** Height of the body's top at a station. */
        double topAt(double x) {
            for (int i = 1; i < body.length; i++) {
                if (x <= body[i][0]) {
                    double t = (x - body[i - 1][0]) / (body[i][0] - body[i - 1][0]);
                    return body[i - 1][3] + Math.max(0, t) * (body[i][3] - body[i - 1][3]);
                }
            }
            return body[body.length - 1][3];
        }
    }

    private final MeshBuilder mesh = new MeshBuilder();
    private final Shaper shaper = Shaper.on(mesh);
    private final Style style;
    private final double turn;

    private CarShape(Style style, double turn) {
        this.style = style;
        this.turn = turn;
    }

    /** @param turn of the wheels, radians forwards */
    static TriangleMesh of(Style style, double turn) {
        CarShape car = new CarShape(style, turn);
        car.body();
        car.cabin();
        car.lamps();
        car.trim();
        double wheelbase = style.front() - style.rear();
        double radius = style.wheel();
        car.axle(style.front() - 0.2 * wheelbase, radius);
        car.axle(style.rear() + 0.19 * wheelbase, radius);
        return Smoothing.of(car.mesh.build(), CREASE);
    }

    private void body() {
        Vec3[][] rings = new Vec3[style.body.length][];
        for (int i = 0; i < rings.length; i++) {
            double[] s = style.body[i];
            rings[i] = section(s[0], s[1] * HALF_WIDTH, s[2], s[3]);
        }
        shaper.of(Material.CAR_PAINT).loft(rings);
    }

    private static Vec3[] section(double x, double w, double bottom, double top) {
        double waist = bottom + 0.45 * (top - bottom);
        double shoulder = top - 0.09 * (top - bottom);
        return new Vec3[] {
            new Vec3(x, 0.90 * w, bottom),
            new Vec3(x, 0.985 * w, bottom + 0.12 * (top - bottom)),
            new Vec3(x, w, waist),
            new Vec3(x, 0.965 * w, shoulder),
            new Vec3(x, 0.88 * w, top),
            new Vec3(x, 0, top + 0.025),
            new Vec3(x, -0.88 * w, top),
            new Vec3(x, -0.965 * w, shoulder),
            new Vec3(x, -w, waist),
            new Vec3(x, -0.985 * w, bottom + 0.12 * (top - bottom)),
            new Vec3(x, -0.90 * w, bottom)
        };
    }

    private void cabin() {
        double[] x = style.cabin;
        double base = 0.885 * HALF_WIDTH;
        double roof = (style == Style.VAN ? 0.84 : 0.70) * HALF_WIDTH;
        double top = style.height - 0.05;
        Vec3 rearLow = new Vec3(x[0], base, style.topAt(x[0]) - 0.03);
        Vec3 rearHigh = new Vec3(x[1], roof, top);
        Vec3 frontHigh = new Vec3(x[2], roof, top);
        Vec3 frontLow = new Vec3(x[3], base, style.topAt(x[3]) - 0.03);
        pane(mirrored(frontLow), frontLow, frontHigh, mirrored(frontHigh), 0.05, 0.95, 0.08, 0.93, false);
        pane(rearLow, mirrored(rearLow), mirrored(rearHigh), rearHigh, 0.08, 0.92, 0.15, 0.88, false);
        double windowsFrom = style == Style.VAN ? 0.74 : 0.12;
        pane(frontLow, rearLow, rearHigh, frontHigh, 0.10, 1 - windowsFrom, 0.10, 0.86, true);
        pane(
                mirrored(rearLow),
                mirrored(frontLow),
                mirrored(frontHigh),
                mirrored(rearHigh),
                windowsFrom,
                0.90,
                0.10,
                0.86,
                true);
        roof(rearHigh, frontHigh);
    }

    private static Vec3 mirrored(Vec3 p) {
        return new Vec3(p.x(), -p.y(), p.z());
    }

    private void roof(Vec3 rear, Vec3 front) {
        Shaper paint = shaper.of(Material.CAR_PAINT);
        Vec3 a = new Vec3(rear.x() + 0.12, 0.75 * rear.y(), style.height);
        Vec3 b = new Vec3(front.x() - 0.12, 0.75 * front.y(), style.height);
        paint.quad(mirrored(rear), mirrored(front), mirrored(b), mirrored(a));
        paint.quad(front, rear, a, b);
        paint.quad(mirrored(front), front, b, mirrored(b));
        paint.quad(rear, mirrored(rear), mirrored(a), a);
        paint.quad(mirrored(a), mirrored(b), b, a);
    }

    /** A face of the cabin with glass let into it between fractions of its base and height; counter-clockwise a, b, c, d. */
    private void pane(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double u0, double u1, double v0, double v1, boolean pillar) {
        shaper.of(Material.CAR_PAINT).quad(a, b, c, d);
        Vec3 out = b.minus(a).cross(d.minus(a)).normalized().times(0.006);
        double split = (u0 + u1) / 2;
        boolean two = pillar && style != Style.VAN;
        glass(a, b, c, d, u0, two ? split - 0.02 : u1, v0, v1, out);
        if (two) {
            glass(a, b, c, d, split + 0.02, u1, v0, v1, out);
        }
    }

    private void glass(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double u0, double u1, double v0, double v1, Vec3 out) {
        shaper.of(Material.CAR_GLASS)
                .quad(
                        on(a, b, c, d, u0, v0).plus(out),
                        on(a, b, c, d, u1, v0).plus(out),
                        on(a, b, c, d, u1, v1).plus(out),
                        on(a, b, c, d, u0, v1).plus(out));
    }

    private static Vec3 on(Vec3 a, Vec3 b, Vec3 c, Vec3 d, double u, double v) {
        return a.lerp(b, u).lerp(d.lerp(c, u), v);
    }

    private void lamps() {
        double f = style.front();
        double r = style.rear();
        double front = style.topAt(f - 0.1);
        double rear = style.topAt(r + 0.08);
        for (int side = -1; side <= 1; side += 2) {
            sided(Material.HEADLIGHT, f - 0.3, f - 0.035, 0.46, 0.76, front - 0.13, front - 0.01, side);
            sided(Material.TAILLIGHT, r + 0.02, r + 0.25, 0.56, 0.865, rear - 0.26, rear - 0.08, side);
        }
        shaper.of(Material.PLATE).box(r - 0.012, -0.26, 0.56, r + 0.02, 0.26, 0.67);
        shaper.of(Material.PLATE).box(f - 0.02, -0.26, 0.40, f + 0.012, 0.26, 0.50);
    }

    private void sided(Material material, double x0, double x1, double y0, double y1, double z0, double z1, int side) {
        double low = Math.min(side * y0, side * y1);
        shaper.of(material).box(x0, low, z0, x1, low + y1 - y0, z1);
    }

    private void trim() {
        double f = style.front();
        double r = style.rear();
        Shaper dark = shaper.of(Material.CAR_TRIM);
        double grille = style.topAt(f) - 0.06;
        dark.box(f - 0.05, -0.42, grille - 0.1, f + 0.006, 0.42, grille);
        dark.box(f - 0.25, -0.7, 0.2, f - 0.02, 0.7, 0.33);
        dark.box(r + 0.03, -0.7, 0.24, r + 0.3, 0.7, 0.40);
        double belt = style.topAt(style.cabin[3]) + 0.02;
        for (int side = -1; side <= 1; side += 2) {
            double y = side * (HALF_WIDTH + 0.07);
            shaper.of(Material.CAR_PAINT)
                    .ellipsoid(new Vec3(style.cabin[3] - 0.22, y, belt + 0.06), 0.07, 0.10, 0.065, 8, 6);
            double handle = side * (0.967 * HALF_WIDTH);
            for (double x : new double[] {0.0, -0.85}) {
                sided(
                        Material.CAR_TRIM,
                        x - 0.09,
                        x + 0.09,
                        Math.abs(handle) - 0.02,
                        Math.abs(handle) + 0.022,
                        belt - 0.17,
                        belt - 0.14,
                        side);
            }
        }
    }

    private void axle(double x, double radius) {
        double y = HALF_WIDTH + 0.012;
        for (int side = -1; side <= 1; side += 2) {
            wheel(shaper, new Vec3(x, side * y, radius), side, radius, 0.2, turn);
            arch(x, radius, side);
        }
    }

    private void arch(double x, double radius, int side) {
        int n = 12;
        double[] outline = new double[2 * (n + 1)];
        for (int i = 0; i <= n; i++) {
            double angle = Math.PI * i / n;
            outline[2 * i] = 1.17 * radius * StrictMath.cos(angle);
            outline[2 * i + 1] = 1.17 * radius * StrictMath.sin(angle);
        }
        Vec3 origin = new Vec3(x, side * (HALF_WIDTH + 0.003), radius);
        shaper.of(Material.CAR_TRIM).plate(origin, new Vec3(-side, 0, 0), Vec3.UP, outline);
    }

    /** A wheel whose outer face lies at {@code outer}. @param side +1 on the left; {@code turn} radians forwards */
    static void wheel(Shaper shaper, Vec3 outer, int side, double radius, double width, double turn) {
        Vec3 out = new Vec3(0, side, 0);
        shaper.of(Material.TYRE).rod(outer.minus(out.times(width)), outer, radius, 0.97 * radius, 20);
        shaper.of(Material.CAR_TRIM).disc(outer.plus(out.times(0.002)), out, 0.68 * radius, 16);
        Shaper rim = shaper.of(Material.RIM);
        Vec3 face = outer.plus(out.times(0.005));
        for (int i = 0; i < SPOKES; i++) {
            double angle = 2 * Math.PI * i / SPOKES + 0.3 - turn;
            Vec3 along = new Vec3(StrictMath.cos(angle), 0, StrictMath.sin(angle));
            Vec3 across = out.cross(along);
            rim.plate(face, along.times(radius), across.times(radius), 0, -0.10, 0.66, -0.13, 0.66, 0.13, 0, 0.10);
        }
        rim.disc(face.plus(out.times(0.003)), out, 0.16 * radius, 10);
    }
}
