package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What moved in a scenario that has obstacles: them, the ego from its planning problem on, and the cycles of the lights. */
final class Drive {
    private static final double USUAL_STEP_MICROS = 100_000;

    private final XmlElement root;
    private final LaneIndex index;
    private final Findings findings;

    Drive(XmlElement root, LaneIndex index, Findings findings) {
        this.root = root;
        this.index = index;
        this.findings = findings;
    }

    /** @param drawn ids of the lights that the map has */
    Optional<Recording> recording(Set<String> drawn) {
        List<XmlElement> obstacles = Obstacles.in(root);
        if (obstacles.isEmpty()) {
            return Optional.empty();
        }
        double stepMicros = findings.attempt(this::stepMicros).orElse(USUAL_STEP_MICROS);
        Obstacles reader = new Obstacles(index, stepMicros, findings);
        List<ActorTrack> tracks = obstacles.stream()
                .flatMap(obstacle -> attempt(obstacle, () -> reader.track(obstacle)).stream())
                .toList();
        long end = tracks.stream()
                .mapToLong(track -> track.states().getLast().timestampMicros())
                .max()
                .orElse(0);
        Optional<EgoTrajectory> ego = attempt(root, () -> EgoStart.of(root, index, end));
        if (ego.isEmpty() && !findings.isRefused()) {
            findings.warn(root.problem(
                    "COMMONROAD-NO-EGO",
                    "no planning problem starts on a lane, so the " + obstacles.size()
                            + " obstacles are no drive and not used"));
            return Optional.empty();
        }
        List<LightTimeline> lights = lights(drawn, stepMicros, end);
        return ego.map(path -> new Recording(path, lasting(tracks, end), lights, Map.of()));
    }

    private <T> Optional<T> attempt(XmlElement element, Supplier<Optional<T>> maker) {
        return findings.attempt(() -> element.make(maker)).flatMap(Function.identity());
    }

    /** What stands, stands as long as the others move. */
    private static List<ActorTrack> lasting(List<ActorTrack> tracks, long end) {
        return tracks.stream()
                .map(track -> track.moving() ? track : standing(track, end))
                .toList();
    }

    private static ActorTrack standing(ActorTrack track, long end) {
        long from = track.states().getFirst().timestampMicros();
        TimeSpan span = new TimeSpan(from, Math.max(from, end) + ActorTrack.HOLD_MICROS);
        return new ActorTrack(track.id(), track.actorClass(), track.sourceType(), false, track.states(), List.of(span));
    }

    private List<LightTimeline> lights(Set<String> drawn, double stepMicros, long end) {
        return root.children("trafficLight").stream()
                .filter(light -> light.findAttribute("id").isPresent())
                .filter(light -> drawn.contains(SignsAndLights.lightId(light)))
                .flatMap(light -> attempt(light, () -> LightCycles.of(light, stepMicros, Math.max(end, 1))).stream())
                .toList();
    }

    private double stepMicros() {
        double seconds = root.number("timeStepSize", 0.1);
        if (!(seconds >= 0.001 && seconds <= 10)) {
            throw root.bad("COMMONROAD-STATE", "has a timeStepSize of " + seconds + " s; 0.001 to 10 are read");
        }
        return seconds * 1e6;
    }
}
