package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import java.util.SplittableRandom;

/**
 * A town building. Its frame: x along the street (to the right seen from the street), -y towards the street, origin in the
 * middle of its footprint on the ground.
 *
 * @param plinth metres that its walls go down into the ground
 */
record Building(double width, double depth, double plinth, Facade front, boolean gable) {
    private static final int[] PLASTER = {
        0xF0E6D2, 0xE8DCC8, 0xD9C9B0, 0xF4F0E8, 0xE6D0B8, 0xD0D4D2, 0xE9D9A8, 0xC9B8A4, 0xDDBFA8
    };
    private static final int[] BRICKS = {0xFFFFFF, 0xE8C8B8, 0xF0D8C0, 0xC8B8B0};
    private static final int[] ROOFS = {0xFFFFFF, 0xD89070, 0xB0B4B8, 0xA08070};

    static Building inTown(double width, double depth, SplittableRandom random) {
        boolean brick = random.nextInt(3) == 0;
        int storeys = 2 + random.nextInt(5);
        double storey = 2.9 + 0.4 * random.nextDouble();
        double bay = 2.6 + 1.2 * random.nextDouble();
        boolean shops = random.nextInt(5) < 3;
        Facade front = new Facade(
                width,
                storeys,
                shops ? 3.9 : 3.3,
                storey,
                bay,
                Math.min(bay - 0.9, 1.1 + 0.5 * random.nextDouble()),
                1.45 + 0.35 * random.nextDouble(),
                shops,
                random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 0,
                brick ? Material.BRICK : Material.FACADE,
                brick ? BRICKS[random.nextInt(BRICKS.length)] : PLASTER[random.nextInt(PLASTER.length)]);
        return new Building(width, depth, 1.5, front, storeys < 5 && random.nextInt(3) > 0);
    }

    void draw(Shaper ground, SplittableRandom random) {
        double w = width / 2;
        double d = depth / 2;
        front.draw(ground.at(-w, -d, 0, 0), random);
        side(ground.at(w, -d, 0, Math.PI / 2), depth, random);
        side(ground.at(w, d, 0, Math.PI), width, random);
        side(ground.at(-w, d, 0, -Math.PI / 2), depth, random);
        Shaper plinthBrush = ground.of(Material.FACADE, 0xA8A49C);
        plinthBrush.box(-w - 0.03, -d - 0.03, -plinth, w + 0.03, d + 0.03, 0.01, false);
        if (gable) {
            pitched(ground, random);
        } else {
            flatRoof(ground, random);
        }
    }

    private void side(Shaper at, double length, SplittableRandom random) {
        Facade plain = new Facade(
                length,
                front.storeys(),
                front.groundHeight(),
                front.storeyHeight(),
                3.6,
                front.windowWidth(),
                front.windowHeight(),
                false,
                0,
                front.wall(),
                front.tint());
        plain.draw(at, random);
    }

    private void flatRoof(Shaper ground, SplittableRandom random) {
        double h = front.height();
        double w = width / 2;
        double d = depth / 2;
        Shaper wall = ground.of(front.wall(), front.tint());
        wall.box(-w - 0.15, -d - 0.15, h, w + 0.15, -d + 0.2, h + 0.7);
        wall.box(-w, d - 0.2, h, w, d, h + 0.7);
        wall.box(-w, -d + 0.2, h, -w + 0.2, d - 0.2, h + 0.7);
        wall.box(w - 0.2, -d + 0.2, h, w, d - 0.2, h + 0.7);
        Shaper roof = ground.of(Material.ROOF, 0xA8A8A8);
        roof.quad(
                new Vec3(-w, -d, h + 0.02),
                new Vec3(w, -d, h + 0.02),
                new Vec3(w, d, h + 0.02),
                new Vec3(-w, d, h + 0.02));
        double x = (random.nextDouble() - 0.5) * width * 0.5;
        ground.of(Material.FACADE, 0xB8B8B4).box(x - 1.4, -1.4, h, x + 1.4, 1.4, h + 2.2, false);
    }

    private void pitched(Shaper ground, SplittableRandom random) {
        double h = front.height();
        double w = width / 2;
        double d = depth / 2;
        double rise = 0.55 * d + 0.6;
        double over = 0.35;
        double eaves = h - over * rise / d;
        Shaper roof = ground.of(Material.ROOF, ROOFS[random.nextInt(ROOFS.length)]);
        Vec3 a = new Vec3(-w, -d - over, eaves);
        Vec3 b = new Vec3(w, -d - over, eaves);
        Vec3 ridgeB = new Vec3(w, 0, h + rise);
        Vec3 ridgeA = new Vec3(-w, 0, h + rise);
        Vec3 c = new Vec3(w, d + over, eaves);
        Vec3 e = new Vec3(-w, d + over, eaves);
        roof.quad(a, b, ridgeB, ridgeA);
        roof.quad(c, e, ridgeA, ridgeB);
        roof.quad(e, c, b, a);
        Shaper wall = ground.of(front.wall(), front.tint());
        wall.triangle(new Vec3(w, -d, h), new Vec3(w, d, h), ridgeB);
        wall.triangle(new Vec3(-w, d, h), new Vec3(-w, -d, h), ridgeA);
        double x = (random.nextDouble() - 0.5) * width * 0.6;
        ground.of(Material.BRICK).box(x - 0.35, 0.5, h, x + 0.35, 1.1, h + rise + 0.7, false);
    }
}
