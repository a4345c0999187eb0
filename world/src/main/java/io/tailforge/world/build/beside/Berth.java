package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ground that actors stand, walk or drive on during the clip: what we make up beside the road keeps off it. Mesh frame. */
public final class Berth {
    private static final double CLEARANCE = 0.45;
    private static final double STEP = 0.3;
    private static final double BUCKET = 8;

    private record Footprint(Pose boxFromMesh, Vec3 centre, Vec3 size) {
        boolean touches(double x, double y) {
            Vec3 p = boxFromMesh.transform(new Vec3(x, y, centre.z()));
            return Math.abs(p.x()) < size.x() / 2 + CLEARANCE && Math.abs(p.y()) < size.y() / 2 + CLEARANCE;
        }

        double reach() {
            return Math.hypot(size.x(), size.y()) / 2 + CLEARANCE;
        }
    }

    private final Map<Long, List<Footprint>> buckets = new HashMap<>();

    private Berth() {}

    public static Berth of(List<ActorTrack> actors, Vec3 origin) {
        Berth berth = new Berth();
        Pose meshFromWorld = Pose.ofYaw(-origin.x(), -origin.y(), -origin.z(), 0);
        actors.forEach(actor -> berth.add(actor, meshFromWorld));
        return berth;
    }

    private void add(ActorTrack actor, Pose meshFromWorld) {
        List<Vec3> kept = new ArrayList<>();
        for (ActorState state : actor.states()) {
            Pose meshFromBox = meshFromWorld.times(state.worldFromActor());
            Vec3 centre = meshFromBox.translation();
            if (kept.isEmpty() || kept.getLast().distanceTo(centre) > STEP) {
                kept.add(centre);
                add(new Footprint(meshFromBox.inverse(), centre, state.size()));
            }
        }
    }

    private void add(Footprint footprint) {
        Vec3 at = footprint.centre();
        double reach = footprint.reach();
        for (long y = bucket(at.y() - reach); y <= bucket(at.y() + reach); y++) {
            for (long x = bucket(at.x() - reach); x <= bucket(at.x() + reach); x++) {
                buckets.computeIfAbsent(key(x, y), _ -> new ArrayList<>()).add(footprint);
            }
        }
    }

    boolean isTaken(double x, double y) {
        return buckets.getOrDefault(key(bucket(x), bucket(y)), List.of()).stream()
                .anyMatch(footprint -> footprint.touches(x, y));
    }

    private static long bucket(double v) {
        return (long) Math.floor(v / BUCKET);
    }

    private static long key(long x, long y) {
        return x << 32 ^ (y & 0xFFFFFFFFL);
    }
}
