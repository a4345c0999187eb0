package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.rdshq.MapLayers.LabelledLight;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Rig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an RDS-HQ clip: a folder with one folder per layer, each with one tar {@code {clip id}.tar}. Elements keep the
 * order of the layers and, within a layer, of the file.
 */
public final class RdsHqReader implements MapReader {
    @Override
    public String id() {
        return "rds-hq";
    }

    @Override
    public String describe() {
        return "RDS-HQ clip (NVIDIA Cosmos-Drive-Dreams): a folder of layer tars, map, ego, objects, lights and cameras";
    }

    @Override
    public boolean accepts(Path layout) {
        return RdsHqClip.isClip(layout);
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        return read(layout, Map.of(), findings);
    }

    /** Layers by their folder's name, the {@code 3d_} of map layers may be left out. */
    @Override
    public LayoutReading read(Path layout, Map<String, Path> layers) {
        return read(layout, layers, new Findings());
    }

    private LayoutReading read(Path layout, Map<String, Path> layers, Findings findings) {
        RdsHqClip clip = RdsHqClip.open(layout).with(layers);
        MapLayers.Drawn drawn = MapLayers.read(clip, findings);
        boolean lightsAreKnown = !findings.isRefused();
        Optional<LaneLayer.Lanes> layer = findings.attempt(() -> LaneLayer.read(clip, findings));
        Optional<Recording> recording = recording(clip, drawn, lightsAreKnown, findings);
        findings.throwIfRefused();
        List<Lane> lanes = layer.orElseThrow().lanes();
        Drivable.require(clip.sourceOf(RdsHqClip.LANES), lanes);
        List<MapElement> elements = new ArrayList<>(drawn.elements());
        elements.addAll(lanes);
        DrivingSide side = layer.orElseThrow().side().orElseGet(() -> LaneLinks.drivingSide(lanes));
        HdMap map = new HdMap(clip.clipId(), id(), side, Optional.empty(), elements);
        return new LayoutReading(map, recording, findings.warnings());
    }

    private static Optional<Recording> recording(
            RdsHqClip clip, MapLayers.Drawn drawn, boolean lightsAreKnown, Findings findings) {
        Optional<Optional<EgoTrajectory>> read = findings.attempt(() -> ego(clip));
        Optional<EgoTrajectory> ego = read.flatMap(path -> path);
        if (read.isPresent() && ego.isEmpty()) {
            findings.warn(Problem.of(
                    "RDSHQ-NO-EGO",
                    clip.sourceOf(RdsHqClip.VEHICLE_POSE),
                    "is not there; the clip is read as a map alone"));
            return Optional.empty();
        }
        long end = ego.map(EgoTrajectory::endMicros).orElse(0L);
        Optional<List<ActorTrack>> actors = findings.attempt(() -> ObjectTracks.read(clip, end, findings));
        List<LabelledLight> lights = lightsAreKnown ? drawn.lights() : List.of();
        Optional<List<LightTimeline>> states = findings.attempt(() -> LightStates.read(clip, lights, findings));
        Optional<Map<String, Rig>> rigs = findings.attempt(() -> CameraRigs.read(clip, ego, findings));
        return findings.isRefused()
                ? Optional.empty()
                : Optional.of(new Recording(
                        ego.orElseThrow(), actors.orElseThrow(), states.orElseThrow(), rigs.orElseThrow()));
    }

    private static Optional<EgoTrajectory> ego(RdsHqClip clip) {
        String source = clip.sourceOf(RdsHqClip.VEHICLE_POSE);
        List<TimedPose> poses = Findings.readAll(
                List.copyOf(FrameKeys.byFrame(clip, RdsHqClip.VEHICLE_POSE, ".vehicle_pose.npy")
                        .entrySet()),
                frame -> new TimedPose(
                        FrameKeys.timestampMicros(frame.getKey()),
                        NpyArray.parse(source + "!frame " + frame.getKey(), frame.getValue())
                                .toPose()));
        return poses.isEmpty() ? Optional.empty() : Optional.of(new EgoTrajectory(poses));
    }
}
