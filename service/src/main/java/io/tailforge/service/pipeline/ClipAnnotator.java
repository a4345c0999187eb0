package io.tailforge.service.pipeline;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a clip's labels: at every {@link #EVERY}th frame the actors' boxes in space and in each camera, with visibility, and
 * for every LiDAR sweep the boxes at its start with the points inside. Where the engine gives instance truth, visible boxes
 * are tight around it; where it gives none they are left out.
 */
final class ClipAnnotator {
    /** 10 Hz at 30 frames a second. */
    static final int EVERY = 3;

    private final Scene scene;
    private final GenerationResult made;
    private final Path folder;
    private final Silhouettes silhouettes;

    ClipAnnotator(Scene scene, GenerationResult made, Path folder, BuiltWorld world) {
        this.scene = scene;
        this.made = made;
        this.folder = folder;
        this.silhouettes = new Silhouettes(world.mesh());
    }

    byte[] write() {
        Map<String, List<InstanceTally>> tallies = new HashMap<>();
        for (GeneratedView view : made.views()) {
            ArtifactRef truth = view.objects().get(ObjectKind.INSTANCE);
            if (truth != null) {
                tallies.put(view.camera(), tally(folder.resolve(truth.key())));
            }
        }
        List<Json> frames = new ArrayList<>();
        for (int frame = 0; frame < scene.grid().frames(); frame += EVERY) {
            frames.add(frame(frame, tallies));
        }
        return JsonWriter.pretty(Json.object()
                        .put("schema", 1)
                        .put("frames", Json.array(frames))
                        .put(
                                "sweeps",
                                Json.array(
                                        made.sweeps().stream().map(this::sweep).toList()))
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One tally for every labelled frame. */
    private List<InstanceTally> tally(Path instances) {
        List<InstanceTally> tallies = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open(instances, PixelFormat.GRAY16)) {
            Frame frame = Frame.gray16(decoder.width(), decoder.height());
            for (int k = 0; decoder.read(frame); k++) {
                if (k % EVERY == 0) {
                    tallies.add(InstanceTally.of(frame));
                }
            }
        }
        return tallies;
    }

    private Json frame(int frame, Map<String, List<InstanceTally>> tallies) {
        long time = scene.grid().timestampMicros(frame);
        List<Json> actors = new ArrayList<>();
        for (int i = 0; i < scene.actors().size(); i++) {
            ActorTrack actor = scene.actors().get(i);
            int instance = i + 1;
            actor.findAt(time)
                    .ifPresent(state -> actors.add(actorAt(actor, instance, state)
                            .put("views", views(actor, instance, frame, tallies))
                            .build()));
        }
        return Json.object()
                .put("frame", frame)
                .put("timestamp_us", time)
                .put("actors", Json.array(actors))
                .build();
    }

    private static Json.ObjectBuilder actorAt(ActorTrack actor, int instance, ActorState state) {
        return Json.object()
                .put("id", actor.id())
                .put("instance", instance)
                .put("class", JsonView.enumText(actor.actorClass()))
                .put("moving", actor.moving())
                .put(
                        "box",
                        Json.object()
                                .put(
                                        "center",
                                        GeometryJson.write(
                                                state.worldFromActor().translation()))
                                .put("size_lwh", GeometryJson.write(state.size()))
                                .put(
                                        "quaternion_wxyz",
                                        GeometryJson.write(
                                                state.worldFromActor().rotation()))
                                .build());
    }

    /** Each camera's view of an actor when that camera takes it. */
    private Json views(ActorTrack actor, int instance, int frame, Map<String, List<InstanceTally>> tallies) {
        Json.ObjectBuilder views = Json.object();
        for (Camera camera : scene.rig().cameras()) {
            Optional<InstanceTally> tally = findTally(tallies, camera.name(), frame);
            findSight(actor, camera, frame)
                    .ifPresent(sight -> views.put(camera.name(), view(instance, camera, sight, tally)));
        }
        return views.build();
    }

    /** An actor before a camera. */
    private record Sight(ActorState state, Pose worldFromCamera, ProjectedBox box) {
        long timestampMicros() {
            return state.timestampMicros();
        }
    }

    /** A rolling shutter takes an actor with the row that its middle is in. */
    private Optional<Sight> findSight(ActorTrack actor, Camera camera, int frame) {
        long time = scene.timestampMicros(camera, frame);
        Optional<Sight> sight = findSight(actor, camera, time);
        return camera.shutter().isRolling()
                ? sight.flatMap(before -> findSight(actor, camera, timeOf(before, camera, time)))
                : sight;
    }

    private Optional<Sight> findSight(ActorTrack actor, Camera camera, long time) {
        Pose worldFromCamera = scene.ego().at(time).times(camera.rigFromCamera());
        return actor.findAt(time).flatMap(state -> ProjectedBox.of(state.box(), camera, worldFromCamera)
                .map(box -> new Sight(state, worldFromCamera, box)));
    }

    private long timeOf(Sight sight, Camera camera, long frameTime) {
        double row = (sight.box().top() + sight.box().bottom()) / 2;
        long time = frameTime + camera.shutter().delayMicros(row, camera.model().height());
        long first = Math.min(frameTime, scene.timestampMicros(camera, 0));
        long last =
                Math.max(frameTime, scene.timestampMicros(camera, scene.grid().frames() - 1));
        return Math.clamp(time, first, last);
    }

    private static Optional<InstanceTally> findTally(
            Map<String, List<InstanceTally>> tallies, String camera, int frame) {
        List<InstanceTally> ofCamera = tallies.getOrDefault(camera, List.of());
        return frame / EVERY < ofCamera.size() ? Optional.of(ofCamera.get(frame / EVERY)) : Optional.empty();
    }

    private Json view(int instance, Camera camera, Sight sight, Optional<InstanceTally> tally) {
        Json.ObjectBuilder out = Json.object()
                .put("box2d_projected", Json.ofNumbers(sight.box().toArray()))
                .put("truncated", truncated(instance, camera, sight));
        if (tally.isEmpty()) {
            return out.build();
        }
        int pixels = tally.get().pixels(instance);
        out.put("visible_pixels", pixels);
        if (pixels == 0) {
            return out.put("visibility", 0).build();
        }
        double alone =
                silhouettes.pixels(instance, sight.timestampMicros(), camera, sight.worldFromCamera(), sight.box());
        double visibility = Math.min(1, pixels / Math.max(pixels, alone));
        return out.put("box2d_visible", Json.ofNumbers(tally.get().box(instance)))
                .put("visibility", rounded(visibility))
                .build();
    }

    private double truncated(int instance, Camera camera, Sight sight) {
        return sight.box().isInside(camera.model())
                ? 0
                : rounded(silhouettes.truncated(
                        instance,
                        sight.timestampMicros(),
                        camera,
                        sight.worldFromCamera(),
                        sight.state().box()));
    }

    private static double rounded(double share) {
        return Math.rint(share * 1000) / 1000;
    }

    private Json sweep(LidarSweep sweep) {
        SweepPoints points = SweepPoints.read(folder.resolve(sweep.points().key()));
        List<Json> actors = new ArrayList<>();
        for (int i = 0; i < scene.actors().size(); i++) {
            ActorTrack actor = scene.actors().get(i);
            int instance = i + 1;
            actor.findAt(sweep.startMicros())
                    .ifPresent(state -> actors.add(actorAt(actor, instance, state)
                            .put("num_points", countInside(points, state))
                            .build()));
        }
        return Json.object()
                .put("lidar", sweep.lidar())
                .put("index", sweep.index())
                .put("timestamp_us", sweep.startMicros())
                .put("actors", Json.array(actors))
                .build();
    }

    /** Points inside the box, the surface included. */
    private static int countInside(SweepPoints points, ActorState state) {
        Pose boxFromLidar = state.worldFromActor().inverse().times(points.worldFromLidar());
        Vec3 half = state.size().times(0.5);
        int inside = 0;
        for (int i = 0; i < points.count(); i++) {
            Vec3 p = boxFromLidar.transform(new Vec3(points.x(i), points.y(i), points.z(i)));
            if (Math.abs(p.x()) <= half.x() && Math.abs(p.y()) <= half.y() && Math.abs(p.z()) <= half.z()) {
                inside++;
            }
        }
        return inside;
    }
}
