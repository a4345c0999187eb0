package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.build.shape.Smoothing;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.function.Consumer;

/** Street furniture, ground at z = 0, +x towards the road. */
final class FurnitureShapes {
    /** Where a lamp's light comes from, in its own frame. */
    static final Vec3 LAMP_LIGHT = new Vec3(1.75, 0, 7.28);

    private static final int DARK = 0x50565C;

    private FurnitureShapes() {}

    private static ShapeCycle shape(Consumer<Shaper> draw) {
        MeshBuilder mesh = new MeshBuilder();
        draw.accept(Shaper.on(mesh));
        return ShapeCycle.rigid(Smoothing.of(mesh.build(), 0.7));
    }

    static ShapeCycle streetLamp() {
        return shape(s -> {
            Shaper metal = s.of(Material.POLE_METAL, 0x8A9096);
            metal.rod(new Vec3(0, 0, -0.2), new Vec3(0, 0, 0.9), 0.11, 0.11, 12);
            metal.rod(new Vec3(0, 0, 0.9), new Vec3(0, 0, 7.2), 0.075, 0.05, 10);
            metal.rod(new Vec3(0, 0, 7.15), new Vec3(1.5, 0, 7.42), 0.045, 0.04, 8);
            metal.box(1.4, -0.13, 7.36, 2.1, 0.13, 7.46);
            s.of(Material.LAMP).box(1.5, -0.1, 7.33, 2.05, 0.1, 7.36);
        });
    }

    static ShapeCycle bench() {
        return shape(s -> {
            Shaper wood = s.of(Material.BARK, 0xFFE0B0);
            for (int i = 0; i < 4; i++) {
                wood.box(-0.02 + 0.11 * i, -0.8, 0.43, 0.07 + 0.11 * i, 0.8, 0.46);
            }
            for (int i = 0; i < 3; i++) {
                wood.box(-0.1 - 0.02 * i, -0.8, 0.55 + 0.12 * i, -0.07 - 0.02 * i, 0.8, 0.64 + 0.12 * i);
            }
            Shaper iron = s.of(Material.POLE_METAL, DARK);
            for (double y : new double[] {-0.65, 0.62}) {
                iron.box(0, y, 0, 0.05, y + 0.04, 0.43);
                iron.box(0.33, y, 0, 0.38, y + 0.04, 0.43);
                iron.box(-0.1, y, 0.4, -0.06, y + 0.04, 0.85);
                iron.box(-0.1, y, 0.39, 0.4, y + 0.04, 0.43);
            }
        });
    }

    static ShapeCycle bin() {
        return shape(s -> {
            s.of(Material.POLE_METAL, 0x38503C).rod(new Vec3(0, 0, 0.05), new Vec3(0, 0, 0.9), 0.2, 0.23, 14);
            s.of(Material.POLE_METAL, 0x202020).rod(new Vec3(0, 0, 0.9), new Vec3(0, 0, 1.0), 0.24, 0.16, 14);
        });
    }

    static ShapeCycle bollard() {
        return shape(s -> {
            s.of(Material.POLE_METAL, DARK).rod(new Vec3(0, 0, -0.1), new Vec3(0, 0, 0.9), 0.055, 0.055, 10);
            s.of(Material.SIGN_FACE).rod(new Vec3(0, 0, 0.7), new Vec3(0, 0, 0.78), 0.058, 0.058, 10);
            s.of(Material.POLE_METAL, DARK).ellipsoid(new Vec3(0, 0, 0.9), 0.06, 0.06, 0.05, 10, 6);
        });
    }

    /** White, a dark sash, a reflector on either side; +x along the traffic. */
    static ShapeCycle markerPost() {
        return shape(s -> {
            s.of(Material.FACADE, 0xFFFFFF).box(-0.05, -0.06, -0.2, 0.05, 0.06, 0.98, false);
            s.of(Material.CAR_TRIM).box(-0.054, -0.064, 0.72, 0.054, 0.064, 0.9, false);
            s.of(Material.SIGN_FACE).box(-0.06, -0.025, 0.74, 0.06, 0.025, 0.88);
        });
    }

    /** A square of soil in the pavement, framed in stone. */
    static ShapeCycle treePit() {
        return shape(s -> {
            s.of(Material.SOIL).box(-0.55, -0.55, -0.2, 0.55, 0.55, 0.012, false);
            Shaper stone = s.of(Material.KERB_STONE);
            stone.box(-0.62, -0.62, -0.2, 0.62, -0.55, 0.03, false);
            stone.box(-0.62, 0.55, -0.2, 0.62, 0.62, 0.03, false);
            stone.box(-0.62, -0.55, -0.2, -0.55, 0.55, 0.03, false);
            stone.box(0.55, -0.55, -0.2, 0.62, 0.55, 0.03, false);
        });
    }

    static ShapeCycle cabinet() {
        return shape(s -> {
            s.of(Material.FACADE, 0x8C968C).box(-0.2, -0.5, 0, 0.2, 0.5, 1.15, false);
            s.of(Material.FACADE, 0x707A70).box(-0.23, -0.53, 1.15, 0.23, 0.53, 1.2);
        });
    }

    static ShapeCycle parkedCycle() {
        return shape(s -> {
            Shaper tube = s.of(Material.POLE_METAL, DARK);
            tube.rod(new Vec3(0.15, -0.3, 0), new Vec3(0.15, -0.3, 0.8), 0.025, 0.025, 8);
            tube.rod(new Vec3(0.15, 0.3, 0), new Vec3(0.15, 0.3, 0.8), 0.025, 0.025, 8);
            tube.rod(new Vec3(0.15, -0.3, 0.8), new Vec3(0.15, 0.3, 0.8), 0.025, 0.025, 8);
        });
    }

    static ShapeCycle telegraphPole(double height, double radius) {
        return shape(s -> {
            Shaper wood = s.of(Material.BARK);
            wood.rod(new Vec3(0, 0, -0.3), new Vec3(0, 0, height), radius, 0.7 * radius, 10);
            wood.box(-0.06, -0.9, height - 0.6, 0.06, 0.9, height - 0.45);
        });
    }
}
