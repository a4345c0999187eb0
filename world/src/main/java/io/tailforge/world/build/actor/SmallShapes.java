package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.SplittableRandom;

/** Things on the road that are not vehicles or people. */
final class SmallShapes {
    private SmallShapes() {}

    static TriangleMesh of(ActorClass actorClass, Vec3 size, SplittableRandom random) {
        MeshBuilder mesh = new MeshBuilder();
        Shaper shaper = Shaper.on(mesh);
        if (actorClass == ActorClass.CONE) {
            shaper.of(Material.CAR_TRIM).box(-0.2, -0.2, 0, 0.2, 0.2, 0.04);
            shaper.of(Material.CONE_ORANGE).rod(new Vec3(0, 0, 0.04), new Vec3(0, 0, 0.7), 0.15, 0.03, 16);
            shaper.of(Material.SIGN_FACE).rod(new Vec3(0, 0, 0.35), new Vec3(0, 0, 0.5), 0.103, 0.076, 16);
        } else {
            shaper.of(Material.CARDBOARD).box(-0.5, -0.5, 0, 0.5, 0.5, 1);
        }
        return mesh.build();
    }
}
