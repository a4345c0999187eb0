package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.Recording;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.TimeSpan;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.variation.SceneRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tracks that are not ours to move: the recording's, as far as they last within the clip, then the user's as they are. */
record GivenActors(List<ActorTrack> tracks) {
    static GivenActors of(SceneRequest request, Optional<Recording> recording, long endMicros) {
        List<ActorTrack> tracks = new ArrayList<>();
        if (request.recordedActors()) {
            recording.stream()
                    .flatMap(drive -> drive.actors().stream())
                    .flatMap(track -> track.during(new TimeSpan(0, endMicros)).stream())
                    .forEach(tracks::add);
        }
        check(request, tracks, endMicros);
        tracks.addAll(request.tracks());
        return new GivenActors(List.copyOf(tracks));
    }

    private static void check(SceneRequest request, List<ActorTrack> recorded, long endMicros) {
        Set<String> ids = new HashSet<>();
        recorded.forEach(track -> ids.add(track.id()));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < request.tracks().size(); i++) {
            ActorTrack track = request.tracks().get(i);
            if (!ids.add(track.id())) {
                problems.add(problem(
                        request, i, "SCENE-TRACK-TWICE", "another actor is called '" + track.id() + "'; rename one"));
            }
            long first = track.states().getFirst().timestampMicros();
            long last = track.states().getLast().timestampMicros();
            if (first < 0 || last > endMicros) {
                problems.add(problem(
                        request,
                        i,
                        "SCENE-TRACK-OUTSIDE-CLIP",
                        "the track lasts from " + first * 1e-6 + " s to " + last * 1e-6 + " s, the clip from 0 to "
                                + endMicros * 1e-6 + " s; cut it or make the clip longer"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    private static Problem problem(SceneRequest request, int i, String code, String detail) {
        return new Problem(code, "scene " + request.name(), "/tracks/" + i, 0, detail);
    }

    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        tracks.forEach(track -> ids.add(track.id()));
        return ids;
    }

    List<Body> bodies(int steps) {
        return tracks.stream().map(track -> body(track, steps)).toList();
    }

    private static Body body(ActorTrack track, int steps) {
        Vec3 size = track.states().getFirst().size();
        Body body = new Body(track.id(), track.actorClass(), size, steps);
        Optional<ActorState> before = Optional.empty();
        for (int k = 0; k < steps; k++) {
            Optional<ActorState> state = track.findAt(k * Body.STEP_MICROS);
            if (state.isPresent()) {
                Pose pose = state.get().worldFromActor();
                Vec3 foot = pose.transform(new Vec3(0, 0, -size.z() / 2));
                double speed = before.map(
                                last -> last.worldFromActor().translation().distanceTo(pose.translation()) * 10)
                        .orElse(0.0);
                body.put(k, new Pose(foot, pose.rotation()), speed);
            }
            before = state;
        }
        return body;
    }
}
