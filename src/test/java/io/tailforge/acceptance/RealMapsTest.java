package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.service.catalog.ClipState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps that others made: one recorded drive, one right-hand town, one left-hand motorway. */
class RealMapsTest {
    private static final String SPEC = """
            name: real-map
            clip: {frames: 8, fps: 30, width: 160, height: 96}
            rig: %s
            scenes:
              - name: as-it-is
                actors: [%s]
            variations: [Overcast]
            seeds: [%d]
            """;

    /** Metres; roads are straight enough so far. */
    private static final double NEAR = 120;

    /** Metres to the side, within which it is the same road. */
    private static final double ROAD = 30;

    @TempDir
    private Path folder;

    /** Makes one clip, checks the dataset and its labels, and returns the clip as it was published. */
    private Path clip(Path map, String spec) throws Exception {
        Path dataset = folder.resolve("dataset");
        try (Product product = Product.start(folder.resolve("home"))) {
            Product.Outcome outcome = product.generate(map, spec, dataset.toString());
            assertThat(outcome.clips()).hasSize(1).allSatisfy(clip -> assertThat(clip.state())
                    .as(clip.failureDetail() + clip.verdict())
                    .isEqualTo(ClipState.ACCEPTED));
        }
        assertThat(DatasetChecker.check(dataset)).isEmpty();
        try (ObjectStore store = ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()))) {
            DatasetManifest manifest = new DatasetVersions(store).getManifest(1);
            List<Path> clips = Shards.unpack(dataset, manifest, folder.resolve("clips"));
            assertThat(clips).hasSize(1);
            return clips.getFirst();
        }
    }

    private static Scene scene(Path clip) throws Exception {
        return SceneDocument.read("scene.json", Files.readAllBytes(clip.resolve("scene.json")));
    }

    @Test
    void aRecordedDriveIsShotByItsSixCameras() throws Exception {
        Path clip = clip(
                Repository.assumeMap("rds-hq-clip"),
                SPEC.formatted("{name: recorded, camera_model: ftheta, lidar: hdl-32e}", "", 5));
        Scene scene = scene(clip);
        assertThat(scene.rig().cameras()).hasSize(6).allSatisfy(camera -> {
            assertThat(camera.model()).isInstanceOf(FThetaCamera.class);
            assertThat(clip.resolve("rgb." + camera.name() + ".mp4")).isNotEmptyFile();
        });
        assertThat(scene.actors()).as("recorded traffic").isNotEmpty();
        assertThat(LabelChecks.requireMasksInBoxes(clip)).isGreaterThan(5);
        assertThat(LabelChecks.requirePointCounts(clip)).isPositive();
    }

    @Test
    void aTownOfCarlasGetsTraffic() throws Exception {
        Path clip = clip(
                Repository.assumeMap("carla-via-scenic/Town02.xodr"),
                SPEC.formatted(
                        "{name: default, cameras: [camera_front_wide_120fov], lidar: hdl-32e}",
                        "{role: lane_follower, class: car, count: 2}, {role: oncoming, class: car, count: 3},"
                                + " {role: walkway, class: pedestrian, count: 3}",
                        2));
        assertThat(scene(clip).actors()).hasSizeGreaterThan(4);
        assertThat(LabelChecks.requireMasksInBoxes(clip)).isPositive();
        LabelChecks.requirePointCounts(clip);
        requireOncomingTraffic(scene(clip), DrivingSide.RIGHT);
    }

    @Test
    void carsKeepLeftWhereTheMapSaysSo() throws Exception {
        Path clip = clip(
                Repository.assumeMap("esmini/e6mini-lht.xodr"),
                SPEC.formatted(
                        "{name: default, cameras: [camera_front_wide_120fov], lidar: hdl-32e}",
                        "{role: lane_follower, class: car, count: 3}, {role: oncoming, class: car, count: 6}",
                        5));
        LabelChecks.requireMasksInBoxes(clip);
        LabelChecks.requirePointCounts(clip);
        requireOncomingTraffic(scene(clip), DrivingSide.LEFT);
    }

    /** Who keeps left meets the others on the right, and the other way round. */
    private static void requireOncomingTraffic(Scene scene, DrivingSide side) {
        Pose rigFromWorld = scene.ego().at(0).inverse();
        int met = 0;
        for (ActorTrack actor : scene.actors()) {
            Pose rigFromActor = rigFromWorld.times(actor.states().getFirst().worldFromActor());
            Vec3 at = rigFromActor.translation();
            double alongEgo = rigFromActor.transform(new Vec3(1, 0, 0)).x() - at.x();
            if (actor.moving() && alongEgo < -0.9 && Math.abs(at.x()) < NEAR && Math.abs(at.y()) < ROAD) {
                assertThat(at.y() > 0 ? DrivingSide.RIGHT : DrivingSide.LEFT)
                        .as("%s comes by at y = %.1f m", actor.id(), at.y())
                        .isEqualTo(side);
                met++;
            }
        }
        assertThat(met).as("oncoming cars near the ego").isPositive();
    }
}
