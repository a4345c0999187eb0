package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import java.util.SplittableRandom;

/**
 * A wall with windows set back into it. Its frame: x to the right seen from outside, z up, the wall's face on y = 0, the
 * inside at y > 0.
 *
 * @param storeys above the ground floor
 * @param shops glass fronts on the ground floor instead of windows
 * @param balconies every how many bays; 0 for none
 */
record Facade(
        double width,
        int storeys,
        double groundHeight,
        double storeyHeight,
        double bay,
        double windowWidth,
        double windowHeight,
        boolean shops,
        int balconies,
        Material wall,
        int tint) {
    private static final double REVEAL = 0.18;

    double height() {
        return groundHeight + storeys * storeyHeight;
    }

    void draw(Shaper shaper, SplittableRandom random) {
        int bays = Math.max(1, (int) Math.round(width / bay));
        double step = width / bays;
        int door = random.nextInt(bays);
        for (int i = 0; i < bays; i++) {
            Shaper at = shaper.at(i * step, 0, 0, 0);
            ground(at, step, i == door, random);
            for (int k = 0; k < storeys; k++) {
                double z = groundHeight + k * storeyHeight;
                double sill = z + 0.32 * (storeyHeight - windowHeight) + 0.35;
                opening(at, step, z, z + storeyHeight, windowWidth, sill, sill + windowHeight, random);
                sill(at, step, sill);
                if (balconies > 0 && k > 0 && i % balconies == 1) {
                    balcony(at, step, z);
                }
            }
        }
        if (shops) {
            shaper.of(wall, tint).box(0, -0.12, groundHeight - 0.28, width, 0, groundHeight - 0.02);
        }
    }

    private void ground(Shaper at, double step, boolean door, SplittableRandom random) {
        if (door) {
            opening(at, step, 0, groundHeight, 1.15, 0.02, 2.25, random);
            Shaper leaf = at.of(Material.DOOR);
            double x = step / 2;
            leaf.box(x - 0.57, REVEAL - 0.05, 0, x + 0.57, REVEAL - 0.01, 1.0);
        } else if (shops) {
            opening(at, step, 0, groundHeight, step - 0.5, 0.45, groundHeight - 0.45, random);
        } else {
            double sill = 1.0;
            opening(
                    at,
                    step,
                    0,
                    groundHeight,
                    windowWidth,
                    sill,
                    Math.min(groundHeight - 0.4, sill + windowHeight),
                    random);
            sill(at, step, sill);
        }
    }

    /** A piece of wall from z0 to z1 with a window of a width in its middle, between low and high. */
    private void opening(
            Shaper at,
            double step,
            double z0,
            double z1,
            double open,
            double low,
            double high,
            SplittableRandom random) {
        double x0 = (step - open) / 2;
        double x1 = x0 + open;
        Shaper brush = at.of(wall, tint);
        panel(brush, 0, z0, step, low);
        panel(brush, 0, high, step, z1);
        panel(brush, 0, low, x0, high);
        panel(brush, x1, low, step, high);
        brush.quad(p(x0, 0, low), p(x0, REVEAL, low), p(x0, REVEAL, high), p(x0, 0, high));
        brush.quad(p(x1, REVEAL, low), p(x1, 0, low), p(x1, 0, high), p(x1, REVEAL, high));
        brush.quad(p(x0, 0, low), p(x1, 0, low), p(x1, REVEAL, low), p(x0, REVEAL, low));
        brush.quad(p(x0, REVEAL, high), p(x1, REVEAL, high), p(x1, 0, high), p(x0, 0, high));
        at.of(Material.WINDOW, Shaper.NEUTRAL)
                .quad(p(x0, REVEAL, low), p(x1, REVEAL, low), p(x1, REVEAL, high), p(x0, REVEAL, high));
        frame(at, x0, x1, low, high);
    }

    private void frame(Shaper at, double x0, double x1, double low, double high) {
        Shaper bar = at.of(Material.FACADE, 0xF4F2EC);
        double y = REVEAL - 0.025;
        double middle = (x0 + x1) / 2;
        flat(bar, middle - 0.03, low, middle + 0.03, high, y);
        flat(bar, x0, low, x0 + 0.05, high, y);
        flat(bar, x1 - 0.05, low, x1, high, y);
        flat(bar, x0, high - 0.05, x1, high, y);
    }

    private static void flat(Shaper brush, double x0, double z0, double x1, double z1, double y) {
        brush.quad(p(x0, y, z0), p(x1, y, z0), p(x1, y, z1), p(x0, y, z1));
    }

    private static void panel(Shaper brush, double x0, double z0, double x1, double z1) {
        if (x1 > x0 + 1e-6 && z1 > z0 + 1e-6) {
            flat(brush, x0, z0, x1, z1, 0);
        }
    }

    private static Vec3 p(double x, double y, double z) {
        return new Vec3(x, y, z);
    }

    private void sill(Shaper at, double step, double z) {
        double x0 = (step - windowWidth) / 2;
        at.of(Material.FACADE, 0xE8E4DA).box(x0 - 0.08, -0.09, z - 0.08, x0 + windowWidth + 0.08, REVEAL / 2, z);
    }

    private void balcony(Shaper at, double step, double z) {
        double x0 = step * 0.1;
        double x1 = step * 0.9;
        at.of(Material.FACADE, 0xD8D4CA).box(x0, -1.0, z - 0.12, x1, 0, z + 0.02);
        Shaper rail = at.of(Material.POLE_METAL, 0x404448);
        rail.box(x0, -1.0, z + 0.98, x1, -0.96, z + 1.02);
        for (int i = 0; i <= 9; i++) {
            double x = x0 + (x1 - x0 - 0.03) * i / 9;
            rail.box(x, -0.99, z, x + 0.03, -0.965, z + 1.0, false);
        }
        rail.box(x0, -1.0, z + 0.98, x0 + 0.03, 0, z + 1.02);
        rail.box(x1 - 0.03, -1.0, z + 0.98, x1, 0, z + 1.02);
    }
}
