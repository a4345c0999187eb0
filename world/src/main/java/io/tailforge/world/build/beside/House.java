package io.tailforge.world.build.beside;

import io.tailforge.world.mesh.Material;
import java.util.SplittableRandom;

/** A family house: two storeys under a pitched roof. */
final class House {
    private static final int[] PLASTER = {0xF6F2E8, 0xEADFC8, 0xE4E4E0, 0xF0DCC0, 0xDDE4E6};

    private House() {}

    static Building detached(double width, double depth, SplittableRandom random) {
        boolean brick = random.nextBoolean();
        Facade front = new Facade(
                width,
                random.nextInt(4) == 0 ? 0 : 1,
                2.9,
                2.7,
                2.6,
                1.25,
                1.3,
                false,
                0,
                brick ? Material.BRICK : Material.FACADE,
                brick ? 0xFFE8DC : PLASTER[random.nextInt(PLASTER.length)]);
        return new Building(width, depth, 1.5, front, true);
    }
}
