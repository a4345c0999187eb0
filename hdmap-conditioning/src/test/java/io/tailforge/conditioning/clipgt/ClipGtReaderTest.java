package io.tailforge.conditioning.clipgt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipGtReaderTest {
    @TempDir
    Path folder;

    private static LayoutReading street() {
        return Layouts.read(SampleStreet.folder());
    }

    private static <E extends MapElement> E first(Class<E> kind) {
        return street().map().listElements(kind).getFirst();
    }

    private static Recording drive() {
        return street().recording().orElseThrow();
    }

    private static ActorTrack actor(String id) {
        return drive().actors().stream()
                .filter(track -> track.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Camera camera(String name) {
        return Optional.ofNullable(drive().rigs().get("ftheta")).orElseThrow().getCamera(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none-1",
                "none-2",
                "snappy-1",
                "snappy-2",
                "gzip-1",
                "gzip-2",
                "zstd-1",
                "zstd-2",
                "lz4-1",
                "lz4-2"
            })
    void howeverAFileIsPackedItsLanesAreTheSame(String packed) {
        assertThat(Layouts.read(SampleStreet.resource("packed-" + packed)).map().listElements(Lane.class))
                .isEqualTo(street().map().listElements(Lane.class));
    }

    @Test
    void lanesAreLinkedWhereTheyMeet() {
        List<Lane> lanes = street().map().listElements(Lane.class);
        assertThat(lanes).extracting(Lane::id).containsExactly("lane:1", "lane:2", "lane:3");
        assertThat(lanes.getFirst().successors()).containsExactly("lane:2");
        assertThat(lanes.getFirst().speedLimit().orElseThrow()).isCloseTo(11.176, within(1e-9));
        assertThat(lanes.get(2).speedLimit()).isEmpty();
    }

    @Test
    void linesKeepTheirFirstStyleAndVirtualOnesAreNotPainted() {
        List<LaneLine> lines = street().map().listElements(LaneLine.class);
        assertThat(lines).extracting(LaneLine::style).containsExactly(LineStyle.SOLID_GROUP, LineStyle.NONE);
        assertThat(lines.getFirst().colour()).isEqualTo(LineColour.YELLOW);
        assertThat(lines.getFirst().line().size()).isEqualTo(81);
        assertThat(street().warnings()).extracting(Problem::code).containsExactly("MAP-DEGENERATE");
    }

    @Test
    void everyLayerIsThere() {
        assertThat(first(MapElement.RoadBoundary.class).kind()).isEqualTo(MapElement.BoundaryKind.TALL_KERB);
        assertThat(first(MapElement.Crosswalk.class).area().size()).isEqualTo(4);
        assertThat(first(MapElement.RoadMarking.class).kind()).isEqualTo(MapElement.MarkingKind.ARROW);
        assertThat(first(MapElement.Pole.class).axis().first()).isEqualTo(new Vec3(30, -5, 0));
        assertThat(first(MapElement.WaitLine.class).line().first()).isEqualTo(new Vec3(48, -3, 0));
        assertThat(first(MapElement.TrafficSign.class).code()).isEqualTo("TRAFFIC_SIGN_REGULATORY_R1_STOP");
    }

    @Test
    void aBoxLooksAlongItsThinnerSide() {
        assertThat(Math.abs(first(MapElement.TrafficLight.class).facing())).isCloseTo(Math.PI, within(1e-9));
        assertThat(first(MapElement.TrafficSign.class).facing()).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(first(MapElement.TrafficLight.class).corners().first()).satisfies(corner -> {
            assertThat(corner.x()).isCloseTo(54.85, within(1e-9));
            assertThat(corner.z()).isCloseTo(6.6, within(1e-9));
        });
    }

    @Test
    void theDriveStartsAtTheFirstPose() {
        assertThat(drive().ego().samples()).hasSize(101);
        assertThat(drive().ego().samples().getFirst().timestampMicros()).isZero();
        assertThat(drive().ego().at(10_000_000).translation()).isEqualTo(new Vec3(70, -1.5, 0));
    }

    @Test
    void obstaclesAreTracksAndWhatNeverMovesIsParked() {
        assertThat(actor("follower").moving()).isTrue();
        assertThat(actor("follower").actorClass()).isEqualTo(ActorClass.CAR);
        assertThat(actor("parked").moving()).isFalse();
        assertThat(actor("parked").actorClass()).isEqualTo(ActorClass.TRUCK);
        assertThat(actor("parked").states()).hasSize(101);
    }

    @Test
    void camerasStandWhereTheCalibrationCorrectedPutsThem() {
        Camera front = camera("camera_front_wide_120fov");
        assertThat(front.rigFromCamera().translation().distanceTo(new Vec3(1.8, 0, 1.4)))
                .isLessThan(1e-9);
        assertThat(front.rigFromCamera().rotate(Vec3.UP).distanceTo(new Vec3(1, 0, 0)))
                .isLessThan(1e-9);
        Camera left = camera("camera_cross_left_120fov");
        assertThat(left.rigFromCamera().rotate(Vec3.UP).distanceTo(new Vec3(0, 1, 0)))
                .isLessThan(1e-9);
        assertThat(((FThetaCamera) left.model()).direction()).isEqualTo(Direction.ANGLE_TO_PIXEL_DISTANCE);
        assertThat(((FThetaCamera) front.model()).polynomial()).containsExactly(0.0, 0.0005, 0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void aClipBecomesAnRdsHqClipOfThreeHundredFrames() {
        LayoutWriters.get("rds-hq").write(street(), folder.resolve("rds"));
        LayoutReading back = Layouts.read(folder.resolve("rds"));
        Recording was = drive();
        Recording is = back.recording().orElseThrow();
        assertThat(is.ego().samples()).hasSize(301);
        assertThat(is.ego()
                        .at(5_050_000)
                        .translation()
                        .distanceTo(was.ego().at(5_050_000).translation()))
                .isLessThan(1e-4);
        assertThat(is.actors()).extracting(ActorTrack::actorClass).containsExactly(ActorClass.CAR, ActorClass.TRUCK);
        assertThat(back.map().listElements(Lane.class)).hasSize(3);
    }

    @Test
    void aLayerWithoutRowsIsEmpty() {
        LayoutReading clip = Layouts.read(SampleStreet.resource("empty-layer"));
        assertThat(clip.map().listElements(MapElement.RoadMarking.class)).isEmpty();
        assertThat(clip.map().listElements(Lane.class)).hasSize(3);
        assertThat(clip.recording()).isEmpty();
    }

    @Test
    void everyProblemOfAClipIsTold() throws IOException {
        Path clip = SampleStreet.copy(folder.resolve("broken"));
        Files.write(SampleStreet.file(clip, "lane"), new byte[10]);
        Files.write(SampleStreet.file(clip, "pole"), new byte[10]);
        Files.delete(SampleStreet.file(clip, "wait_line"));
        LayoutCheck check = Layouts.check(clip);
        assertThat(check.problems()).extracting(Problem::code).containsExactly("PARQUET-SYNTAX", "PARQUET-SYNTAX");
        assertThat(check.warnings()).extracting(Problem::code).contains("CLIPGT-LAYER-ABSENT", "MAP-DEGENERATE");
    }

    @Test
    void aMutatedFileIsReadOrRefusedButNeverBreaksTheReader() throws IOException {
        Path clip = SampleStreet.copy(folder.resolve("mutated"));
        byte[] good = SampleStreet.bytes("lane");
        Random random = new Random(20_261_122);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 400; i++) {
                byte[] bad = good.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Files.write(SampleStreet.file(clip, "lane"), bad);
                LayoutCheck check = Layouts.check(clip);
                assertThat(check.reading().isPresent() || !check.problems().isEmpty())
                        .isTrue();
            }
        });
    }
}
