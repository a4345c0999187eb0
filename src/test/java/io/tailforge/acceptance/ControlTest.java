package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.fault.Fault;
import io.tailforge.quality.fault.FaultPlanter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.ForeignClip;
import io.tailforge.service.pipeline.WorldViews;
import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generator that ignores its control is refused, and for that: pictures of another drive, of the same one earlier or later,
 * mirrored, of another camera, with actors elsewhere. Two drives on one map, made by our engine.
 */
class ControlTest {
    /** Checks that hold pictures against the control and nothing else: no signature, no file, no figure of motion helps. */
    private static final Set<String> ADHERENCE = Set.of("timing", "depth-edges", "boxes");

    private static final int FRAMES = 24;

    @TempDir
    private static Path temp;

    private static final Worlds WORLDS = new Worlds(2);
    private static List<Path> clips = List.of();

    @BeforeAll
    static void makeClips() throws IOException {
        Path work = temp.resolve("work");
        new Cli(temp)
                .quick()
                .run(
                        "bench",
                        "filter",
                        "--clips-only",
                        "--preset",
                        "draft",
                        "--scenes",
                        "2",
                        "--windows",
                        "1",
                        "--frames",
                        String.valueOf(FRAMES),
                        "--size",
                        "320x176",
                        "--layout",
                        Repository.URBAN_JUNCTION.toString(),
                        "--work",
                        work.toString())
                .expect(0);
        try (Stream<Path> made = Files.list(work.resolve("clips"))) {
            clips = made.sorted().toList();
        }
        assertThat(clips).hasSize(2);
    }

    private static ClipEvidence clip(int index) throws IOException {
        return controlled(
                ForeignClip.open(clips.get(index), Path.of(""), Optional.empty())
                        .evidence(),
                scene -> scene);
    }

    /** The clip's files, held against another scene on its street. */
    private static ClipEvidence controlled(ClipEvidence clip, Function<Scene, Scene> change) {
        Scene scene = change.apply(clip.scene());
        return new ClipEvidence(scene, clip.map(), clip.result(), clip.folder())
                .expecting(new WorldViews(scene, () -> WORLDS.of(scene, clip.map())));
    }

    private static List<Finding> failures(ClipEvidence clip) {
        QualityFilter filter = new QualityFilter(QualityFilter.listInstalled().stream()
                .filter(check -> ADHERENCE.contains(check.id()))
                .toList());
        return filter.examine(clip).stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }

    private static List<String> failedChecks(ClipEvidence clip) {
        return failures(clip).stream().map(Finding::check).distinct().toList();
    }

    /** The control of a clip with the pictures that each camera shows in another. */
    private static ClipEvidence showing(ClipEvidence control, Function<String, Path> video) throws IOException {
        List<Fault> parts = new ArrayList<>();
        for (Camera camera : control.scene().rig().cameras()) {
            parts.add(new Fault.Spliced(camera.name(), 0, FRAMES - 1, video.apply(camera.name()), 0));
        }
        return FaultPlanter.plant(
                new Fault.Several(parts),
                control,
                Files.createTempDirectory(temp, "planted").resolve("clip"));
    }

    private static Path video(int clip, String camera) {
        return clips.get(clip).resolve("rgb/" + camera + ".mp4");
    }

    @Test
    void whatFollowsItsControlPasses() throws IOException {
        for (int i = 0; i < clips.size(); i++) {
            assertThat(failures(clip(i))).as(clips.get(i).toString()).isEmpty();
        }
    }

    @Test
    void picturesOfAnotherDriveOnTheSameMapAreRefused() throws IOException {
        assertThat(failedChecks(showing(clip(0), camera -> video(1, camera)))).contains("depth-edges");
    }

    @Test
    void picturesEightFramesTooEarlyAreRefusedAndTheDelayIsSaid() throws IOException {
        for (int i = 0; i < clips.size(); i++) {
            List<Finding> failures = failures(controlled(clip(i), scene -> later(scene, 8)));
            assertThat(failures)
                    .filteredOn(finding -> finding.code().equals("TIMING-CLIP"))
                    .hasSize(1)
                    .allMatch(finding -> finding.detail().endsWith("8 frames earlier"));
        }
    }

    /** The same scene, whose cameras take every picture so many frames later. */
    private static Scene later(Scene scene, int frames) {
        List<Camera> cameras = scene.rig().cameras().stream()
                .map(camera -> later(scene, camera, frames))
                .toList();
        Rig rig = new Rig(scene.rig().name(), cameras, scene.rig().lidars());
        return with(scene, rig, scene.actors());
    }

    private static Camera later(Scene scene, Camera camera, int frames) {
        long micros = scene.grid().timestampMicros(frames);
        List<Long> times = IntStream.range(0, scene.grid().frames())
                .mapToObj(frame -> scene.timestampMicros(camera, frame) + micros)
                .toList();
        return new Camera(
                camera.name(), camera.model(), camera.rigFromCamera(), new FrameTimes.Listed(times), camera.shutter());
    }

    private static Scene with(Scene s, Rig rig, List<ActorTrack> actors) {
        return new Scene(s.name(), s.layout(), rig, s.ego(), actors, s.lights(), s.variation(), s.grid(), s.seed());
    }

    @Test
    void mirroredPicturesAreRefused() throws IOException {
        ClipEvidence control = clip(0);
        List<Fault> parts = new ArrayList<>();
        for (Camera camera : control.scene().rig().cameras()) {
            parts.add(new Fault.Painted(camera.name(), 0, FRAMES - 1, (index, picture, before) -> mirror(picture)));
        }
        assertThat(failedChecks(FaultPlanter.plant(new Fault.Several(parts), control, temp.resolve("mirrored"))))
                .contains("depth-edges");
    }

    private static void mirror(Frame frame) {
        byte[] rgb = frame.bytes();
        int width = frame.width();
        for (int row = 0; row < frame.height(); row++) {
            for (int x = 0; x < width / 2; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int a = 3 * (row * width + x) + channel;
                    int b = 3 * (row * width + width - 1 - x) + channel;
                    byte kept = rgb[a];
                    rgb[a] = rgb[b];
                    rgb[b] = kept;
                }
            }
        }
    }

    @Test
    void picturesOfAnotherCameraAreRefused() throws IOException {
        ClipEvidence control = clip(0);
        List<String> names =
                control.scene().rig().cameras().stream().map(Camera::name).toList();
        ClipEvidence exchanged =
                showing(control, camera -> video(0, names.get((names.indexOf(camera) + 1) % names.size())));
        assertThat(failures(exchanged))
                .filteredOn(finding -> finding.check().equals("depth-edges"))
                .extracting(finding -> finding.camera().orElse(""))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void actorsThreeMetresBesideTheirTracksAreRefused() throws IOException {
        assertThat(failedChecks(controlled(clip(0), scene -> aside(scene, 3)))).contains("boxes");
    }

    private static Scene aside(Scene scene, double metres) {
        return with(
                scene,
                scene.rig(),
                scene.actors().stream().map(track -> aside(track, metres)).toList());
    }

    private static ActorTrack aside(ActorTrack track, double metres) {
        return new ActorTrack(
                track.id(),
                track.actorClass(),
                track.sourceType(),
                track.moving(),
                track.states().stream().map(state -> aside(state, metres)).toList(),
                track.present());
    }

    private static ActorState aside(ActorState state, double metres) {
        Pose pose = state.worldFromActor();
        Pose moved = new Pose(pose.transform(new Vec3(0, metres, 0)), pose.rotation());
        return new ActorState(state.timestampMicros(), new Cuboid(moved, state.size()));
    }
}
