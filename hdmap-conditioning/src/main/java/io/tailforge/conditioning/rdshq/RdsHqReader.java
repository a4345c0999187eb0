package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.Problem;
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
    public LayoutReading read(Path layout) {
        return read(layout, Map.of());
    }

    /** Layers by their folder's name, the {@code 3d_} of map layers may be left out. */
    @Override
    public LayoutReading read(Path layout, Map<String, Path> layers) {
        RdsHqClip clip = RdsHqClip.open(layout).with(layers);
        List<Problem> warnings = new ArrayList<>();
        MapLayers.Drawn drawn = MapLayers.read(clip, warnings);
        LaneLayer.Lanes layer = LaneLayer.read(clip, warnings);
        List<Lane> lanes = layer.lanes();
        Drivable.require(clip.sourceOf(RdsHqClip.LANES), lanes);
        List<MapElement> elements = new ArrayList<>(drawn.elements());
        elements.addAll(lanes);
        DrivingSide side = layer.side().orElseGet(() -> LaneLinks.drivingSide(lanes));
        HdMap map = new HdMap(clip.clipId(), id(), side, Optional.empty(), elements);
        return new LayoutReading(map, recording(clip, drawn, warnings), warnings);
    }

    private static Optional<Recording> recording(RdsHqClip clip, MapLayers.Drawn drawn, List<Problem> warnings) {
        Optional<EgoTrajectory> ego = ego(clip);
        if (ego.isEmpty()) {
            warnings.add(Problem.of(
                    "RDSHQ-NO-EGO",
                    clip.sourceOf(RdsHqClip.VEHICLE_POSE),
                    "is not there; the clip is read as a map alone"));
        }
        return ego.map(path -> new Recording(
                path,
                ObjectTracks.read(clip, path.endMicros(), warnings),
                LightStates.read(clip, drawn.lights(), warnings),
                CameraRigs.read(clip, path, warnings)));
    }

    private static Optional<EgoTrajectory> ego(RdsHqClip clip) {
        Map<Integer, byte[]> frames = FrameKeys.byFrame(clip, RdsHqClip.VEHICLE_POSE, ".vehicle_pose.npy");
        List<TimedPose> poses = new ArrayList<>();
        frames.forEach((frame, bytes) -> poses.add(new TimedPose(
                FrameKeys.timestampMicros(frame),
                NpyArray.parse(clip.sourceOf(RdsHqClip.VEHICLE_POSE) + "!frame " + frame, bytes)
                        .toPose())));
        return poses.isEmpty() ? Optional.empty() : Optional.of(new EgoTrajectory(poses));
    }
}
