package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;

/** Lorries, trailers, buses and trams: drawn at their own length, so that wheels and windows keep their proportions. */
final class HeavyShape {
    private static final double CREASE = 0.6;
    static final double WHEEL = 0.5;
    private static final int[] BOX_COLOURS = {0xF0F0EC, 0xE0E4E8, 0xC8D4E0, 0xE8D8B0, 0x3A5A8C, 0x9C2A2A};

    private final MeshBuilder mesh = new MeshBuilder();
    private final Shaper shaper = Shaper.on(mesh);
    private final double half;
    private final double width;
    private final double height;

    private final double turn;

    private HeavyShape(Vec3 size, double turn) {
        this.turn = turn;
        half = size.x() / 2;
        width = size.y() / 2;
        height = size.z();
    }

    static TriangleMesh truck(Vec3 size, double turn, SplittableRandom random) {
        HeavyShape truck = new HeavyShape(size, turn);
        double cabLength = Math.min(2.2, truck.half * 0.6);
        double cabRear = truck.half - cabLength;
        truck.cab(cabRear);
        truck.boxBody(-truck.half, cabRear - 0.12, BOX_COLOURS[random.nextInt(BOX_COLOURS.length)]);
        truck.wheels(truck.half - 1.3, WHEEL);
        truck.wheels(-truck.half + 1.6, WHEEL);
        if (size.x() > 7.5) {
            truck.wheels(-truck.half + 2.75, WHEEL);
        }
        return truck.smoothed();
    }

    static TriangleMesh trailer(Vec3 size, double turn, SplittableRandom random) {
        HeavyShape trailer = new HeavyShape(size, turn);
        trailer.boxBody(-trailer.half, trailer.half, BOX_COLOURS[random.nextInt(BOX_COLOURS.length)]);
        double radius = Math.min(WHEEL, 0.25 * size.z());
        trailer.wheels(-0.55 * trailer.half, radius);
        trailer.wheels(-0.55 * trailer.half + 2.3 * radius, radius);
        return trailer.smoothed();
    }

    static TriangleMesh bus(Vec3 size, double turn) {
        HeavyShape bus = new HeavyShape(size, turn);
        bus.shell(0.35, 0.12, Material.CAR_PAINT);
        bus.windows(-bus.half + 0.5, bus.half - 0.9, 1.25, 0.82 * size.z(), 1.45);
        bus.front(0.95, 0.86 * size.z());
        bus.rear();
        bus.doors();
        bus.wheels(bus.half - 2.6, WHEEL);
        bus.wheels(-bus.half + 0.27 * size.x(), WHEEL);
        return bus.smoothed();
    }

    static TriangleMesh tram(Vec3 size) {
        HeavyShape tram = new HeavyShape(size, 0);
        tram.shell(0.25, 0.45, Material.CAR_PAINT);
        tram.windows(-tram.half + 1.2, tram.half - 1.2, 1.2, 0.72 * size.z(), 1.8);
        tram.front(1.0, 0.74 * size.z());
        tram.rear();
        int sections = Math.max(2, (int) Math.round(size.x() / 8));
        for (int i = 1; i < sections; i++) {
            double x = -tram.half + size.x() * i / sections;
            tram.shaper
                    .of(Material.CAR_TRIM)
                    .box(x - 0.3, -tram.width - 0.012, 0.3, x + 0.3, tram.width + 0.012, 0.93 * size.z());
        }
        tram.shaper
                .of(Material.CAR_TRIM)
                .box(-tram.half + 0.8, -tram.width + 0.1, 0.02, tram.half - 0.8, tram.width - 0.1, 0.3);
        tram.shaper.of(Material.POLE_METAL).box(-0.9, -0.5, 0.93 * size.z(), 0.9, 0.5, size.z());
        return tram.smoothed();
    }

    private TriangleMesh smoothed() {
        return Smoothing.of(mesh.build(), CREASE);
    }

    /** A long body with rounded edges; {@code nose} how far its ends slope. */
    private void shell(double bottom, double nose, Material material) {
        double top = material == Material.CAR_PAINT && nose > 0.3 ? 0.93 * height : height;
        shaper.of(material)
                .loft(
                        section(-half, width * 0.9, bottom + 0.1, top - nose - 0.1),
                        section(-half + nose * 0.6 + 0.08, width, bottom, top - 0.02),
                        section(-half + nose + 0.5, width, bottom, top),
                        section(half - nose - 0.5, width, bottom, top),
                        section(half - nose * 0.6 - 0.08, width, bottom, top - 0.02),
                        section(half, width * 0.9, bottom + 0.1, top - nose - 0.1));
    }

    private static Vec3[] section(double x, double w, double bottom, double top) {
        double r = 0.16;
        return new Vec3[] {
            new Vec3(x, w - 0.06, bottom),
            new Vec3(x, w, bottom + 0.1),
            new Vec3(x, w, top - r),
            new Vec3(x, w - 0.3 * r, top - 0.3 * r),
            new Vec3(x, w - r, top),
            new Vec3(x, -w + r, top),
            new Vec3(x, -w + 0.3 * r, top - 0.3 * r),
            new Vec3(x, -w, top - r),
            new Vec3(x, -w, bottom + 0.1),
            new Vec3(x, -w + 0.06, bottom)
        };
    }

    private void windows(double from, double to, double low, double high, double step) {
        int count = Math.max(1, (int) Math.round((to - from) / step));
        double each = (to - from) / count;
        for (int i = 0; i < count; i++) {
            double x0 = from + i * each + 0.05;
            double x1 = from + (i + 1) * each - 0.05;
            side(Material.CAR_GLASS, x0, x1, low, high, 0.006);
        }
    }

    /** The same panel on both sides. */
    private void side(Material material, double x0, double x1, double z0, double z1, double out) {
        Shaper brush = shaper.of(material);
        double y = width + out;
        brush.quad(new Vec3(x1, y, z0), new Vec3(x0, y, z0), new Vec3(x0, y, z1), new Vec3(x1, y, z1));
        brush.quad(new Vec3(x0, -y, z0), new Vec3(x1, -y, z0), new Vec3(x1, -y, z1), new Vec3(x0, -y, z1));
    }

    private void front(double low, double high) {
        double w = width * 0.84;
        shaper.of(Material.CAR_GLASS).box(half - 0.3, -w, low, half + 0.004, w, high - 0.35);
        for (int s = -1; s <= 1; s += 2) {
            lamp(Material.HEADLIGHT, half - 0.1, half + 0.012, s * 0.72 * width, 0.17, 0.55, 0.75);
        }
        shaper.of(Material.PLATE).box(half - 0.1, -0.26, 0.46, half + 0.014, 0.26, 0.57);
        shaper.of(Material.CAR_TRIM).box(half - 0.2, -w, 0.3, half - 0.01, w, 0.45);
    }

    private void rear() {
        double w = width * 0.7;
        shaper.of(Material.CAR_GLASS).box(-half - 0.004, -w, 1.5, -half + 0.2, w, 0.72 * height);
        tail(0.75, 1.0);
    }

    private void tail(double low, double high) {
        for (int s = -1; s <= 1; s += 2) {
            lamp(Material.TAILLIGHT, -half - 0.012, -half + 0.1, s * 0.8 * width, 0.11, low, high);
        }
        shaper.of(Material.PLATE).box(-half - 0.014, -0.26, low - 0.16, -half + 0.1, 0.26, low - 0.05);
    }

    private void lamp(Material material, double x0, double x1, double y, double spread, double z0, double z1) {
        shaper.of(material).box(x0, y - spread, z0, x1, y + spread, z1);
    }

    private void doors() {
        for (double x : new double[] {half - 1.6, 0.1 * half}) {
            shaper.of(Material.CAR_TRIM)
                    .quad(
                            new Vec3(x - 0.65, -width - 0.008, 0.42),
                            new Vec3(x + 0.65, -width - 0.008, 0.42),
                            new Vec3(x + 0.65, -width - 0.008, 0.8 * height),
                            new Vec3(x - 0.65, -width - 0.008, 0.8 * height));
            for (int k = -1; k <= 1; k += 2) {
                double c = x + 0.32 * k;
                shaper.of(Material.CAR_GLASS)
                        .quad(
                                new Vec3(c - 0.26, -width - 0.013, 0.6),
                                new Vec3(c + 0.26, -width - 0.013, 0.6),
                                new Vec3(c + 0.26, -width - 0.013, 0.77 * height),
                                new Vec3(c - 0.26, -width - 0.013, 0.77 * height));
            }
        }
    }

    private void cab(double rear) {
        double top = Math.min(height * 0.88, 3.0);
        double f = half;
        shaper.of(Material.CAR_PAINT)
                .loft(
                        section(rear, width * 0.96, 0.55, top - 0.05),
                        section(rear + 0.5, width * 0.98, 0.45, top),
                        section(f - 0.55, width * 0.98, 0.42, top - 0.05),
                        section(f - 0.12, width * 0.96, 0.42, 0.66 * top),
                        section(f, width * 0.9, 0.5, 0.5 * top));
        double w = 0.84 * width;
        Vec3 low = new Vec3(f - 0.135, w, 0.665 * top + 0.02);
        Vec3 high = new Vec3(f - 0.53, w * 0.95, top - 0.13);
        Vec3 out = new Vec3(0.03, 0, 0.03);
        shaper.of(Material.CAR_GLASS)
                .quad(
                        new Vec3(low.x(), -low.y(), low.z()).plus(out),
                        low.plus(out),
                        high.plus(out),
                        new Vec3(high.x(), -high.y(), high.z()).plus(out));
        side(Material.CAR_GLASS, rear + 0.55, f - 0.6, 0.6 * top, 0.88 * top, -0.015 * width);
        for (int s = -1; s <= 1; s += 2) {
            lamp(Material.HEADLIGHT, f - 0.15, f + 0.012, s * 0.68 * width, 0.2, 0.62, 0.82);
            double m = s * (width * 0.98 + 0.05);
            shaper.of(Material.CAR_TRIM).box(f - 0.6, m - 0.07, 0.62 * top, f - 0.45, m + 0.07, 0.85 * top);
        }
        shaper.of(Material.CAR_TRIM).box(f - 0.1, -0.6 * width, 0.95, f + 0.01, 0.6 * width, 0.47 * top);
        shaper.of(Material.PLATE).box(f - 0.1, -0.26, 0.5, f + 0.014, 0.26, 0.61);
    }

    private void boxBody(double from, double to, int colour) {
        double floor = Math.min(1.05, 0.4 * height);
        shaper.of(Material.FACADE, colour).box(from, -width, floor, to, width, height);
        Shaper frame = shaper.of(Material.CAR_TRIM);
        frame.box(from + 0.05, -0.45, 0.55, to + 0.5, 0.45, floor);
        frame.box(from, -width + 0.05, 0.5, from + 0.1, width - 0.05, 0.75);
        side(Material.POLE_METAL, from, to, floor, floor + 0.1, 0.008);
        side(Material.CAR_TRIM, from + 0.35 * (to - from), to - 0.3, 0.5, floor - 0.1, -0.04);
        Shaper seam = shaper.of(Material.CAR_TRIM);
        seam.box(from - 0.006, -0.012, floor + 0.1, from + 0.01, 0.012, height - 0.1);
        tail(0.6, 0.74);
    }

    private void wheels(double x, double radius) {
        double y = width - 0.01;
        for (int side = -1; side <= 1; side += 2) {
            CarShape.wheel(shaper, new Vec3(x, side * y, radius), side, radius, 0.3, turn);
        }
        for (int side = -1; side <= 1; side += 2) {
            arch(x, radius, side);
        }
    }

    private void arch(double x, double radius, int side) {
        int n = 12;
        double[] outline = new double[2 * (n + 1)];
        for (int i = 0; i <= n; i++) {
            double angle = Math.PI * i / n;
            outline[2 * i] = 1.14 * radius * StrictMath.cos(angle);
            outline[2 * i + 1] = 1.14 * radius * StrictMath.sin(angle);
        }
        Vec3 origin = new Vec3(x, side * (width + 0.002), radius);
        shaper.of(Material.CAR_TRIM).plate(origin, new Vec3(-side, 0, 0), Vec3.UP, outline);
        CarShape.wheel(shaper, new Vec3(x, side * (width + 0.01), radius), side, radius, 0.05, turn);
    }
}
