package io.tailforge.world.build.actor;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.world.mesh.Motion;
import java.util.List;
import java.util.Optional;

/** An actor's body follows the centre of its label box. */
final class ActorMotion implements Motion {
    private final ActorTrack track;
    private final Vec3 origin;
    private final double[] walked;

    ActorMotion(ActorTrack track, Vec3 origin) {
        this.track = track;
        this.origin = origin;
        List<ActorState> states = track.states();
        this.walked = new double[states.size()];
        for (int i = 1; i < walked.length; i++) {
            Vec3 a = states.get(i - 1).worldFromActor().translation();
            Vec3 b = states.get(i).worldFromActor().translation();
            walked[i] = walked[i - 1] + a.horizontalDistanceTo(b);
        }
    }

    @Override
    public Optional<Pose> findAt(long timestampMicros) {
        return track.findAt(timestampMicros).map(state -> {
            Pose pose = state.worldFromActor();
            return new Pose(pose.translation().minus(origin), pose.rotation());
        });
    }

    @Override
    public double walkedAt(long timestampMicros) {
        List<ActorState> states = track.states();
        int after = 0;
        while (after < states.size() && states.get(after).timestampMicros() <= timestampMicros) {
            after++;
        }
        if (after == 0 || after == states.size()) {
            return after == 0 ? 0 : walked[after - 1];
        }
        long a = states.get(after - 1).timestampMicros();
        long b = states.get(after).timestampMicros();
        double t = (double) (timestampMicros - a) / (b - a);
        return walked[after - 1] + t * (walked[after] - walked[after - 1]);
    }
}
