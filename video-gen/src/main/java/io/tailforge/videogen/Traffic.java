package io.tailforge.videogen;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import java.util.List;

/** Which actors have their lights on, and where their headlights are. Parked vehicles are dark. */
record Traffic(List<ActorTrack> actors) {
    private static final double HEADLIGHT_HEIGHT = 0.68;

    /** @param actor index + 1, as in the truth */
    boolean hasLights(int actor) {
        return actor > 0 && actor <= actors.size() && actors.get(actor - 1).moving();
    }

    boolean hasBeam(int actor) {
        if (!hasLights(actor)) {
            return false;
        }
        ActorClass kind = actors.get(actor - 1).actorClass();
        return kind.isVehicle() && kind != ActorClass.TRAILER || kind == ActorClass.MOTORCYCLE;
    }

    /** In the frame of the actor's box, just outside its front. */
    Vec3 headlight(int actor) {
        Vec3 size = actors.get(actor - 1).states().getFirst().size();
        return new Vec3(size.x() / 2 + 0.05, 0, Math.min(0.2, HEADLIGHT_HEIGHT - size.z() / 2));
    }
}
