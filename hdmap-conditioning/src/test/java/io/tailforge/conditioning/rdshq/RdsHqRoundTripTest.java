package io.tailforge.conditioning.rdshq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.SharedLayouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RdsHqRoundTripTest {
    @TempDir
    Path folder;

    private LayoutReading converted(LayoutReading layout, String name) {
        Path clip = folder.resolve(name);
        LayoutWriters.get("rds-hq").write(layout, clip);
        return Layouts.read(clip);
    }

    /** How the elements of other formats are called once they are labels of a clip. */
    private record Naming(LabelIds ids, Map<String, Lane> lanes) {
        static Naming of(LayoutReading layout) {
            Map<String, Lane> lanes = new HashMap<>();
            layout.map().listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));
            return new Naming(new LabelIds(layout.map().format().equals("rds-hq")), lanes);
        }

        String id(MapElement element) {
            return LabelIds.prefix(element) + ids.featureId(element);
        }

        List<String> lanes(List<String> from) {
            return from.stream()
                    .map(id -> LabelIds.LANE + ids.laneFeatureId(id))
                    .toList();
        }

        Optional<String> lane(Optional<String> from) {
            return lanes(from.stream().toList()).stream().findFirst();
        }

        /** A change is thinkable between lanes for traffic. */
        Optional<String> beside(Lane lane, Optional<String> other) {
            return lane(other.filter(
                    id -> Drivable.isForTraffic(lane) && Drivable.isForTraffic(lanes.getOrDefault(id, lane))));
        }

        /** What the reader must give back. */
        MapElement expected(MapElement element) {
            String id = id(element);
            return switch (element) {
                case LaneLine e -> new LaneLine(id, e.line(), e.colour(), e.style());
                case RoadBoundary e -> new RoadBoundary(id, e.line(), e.kind());
                case WaitLine e -> new WaitLine(id, e.line());
                case Crosswalk e -> new Crosswalk(id, e.area());
                case RoadMarking e -> new RoadMarking(id, e.area(), e.kind());
                case Pole e -> new Pole(id, e.axis(), e.kind(), e.radius());
                case TrafficLight e -> new TrafficLight(id, e.corners(), 0);
                case TrafficSign e -> new TrafficSign(id, e.corners(), 0, e.code());
                case Lane e ->
                    new Lane(
                            id,
                            e.left(),
                            e.right(),
                            e.kind(),
                            lanes(e.successors()),
                            lanes(e.predecessors()),
                            beside(e, e.leftNeighbour()),
                            beside(e, e.rightNeighbour()),
                            lane(e.oncomingNeighbour()),
                            Optional.empty(),
                            OptionalDouble.empty());
                case MapElement e -> e;
            };
        }
    }

    /** Facings are told from the corners and speeds go through miles per hour: both are compared on their own. */
    private static MapElement withoutFacingAndSpeed(MapElement element) {
        return switch (element) {
            case TrafficLight e -> new TrafficLight(e.id(), e.corners(), 0);
            case TrafficSign e -> new TrafficSign(e.id(), e.corners(), 0, e.code());
            case Lane e ->
                new Lane(
                        e.id(),
                        e.left(),
                        e.right(),
                        e.kind(),
                        e.successors(),
                        e.predecessors(),
                        e.leftNeighbour(),
                        e.rightNeighbour(),
                        e.oncomingNeighbour(),
                        e.junction(),
                        OptionalDouble.empty());
            case MapElement e -> e;
        };
    }

    private static final List<Class<? extends MapElement>> LAYERS = List.of(
            LaneLine.class,
            RoadBoundary.class,
            WaitLine.class,
            Crosswalk.class,
            RoadMarking.class,
            Pole.class,
            TrafficLight.class,
            TrafficSign.class,
            Lane.class);

    @TestFactory
    Stream<DynamicTest> everyMapComesBackWithTheSameElements() {
        return SharedLayouts.require().stream()
                .map(layout -> DynamicTest.dynamicTest(
                        String.valueOf(layout.getFileName()), () -> assertComesBack(Layouts.read(layout), layout)));
    }

    private void assertComesBack(LayoutReading read, Path layout) {
        LayoutReading back = converted(read, String.valueOf(layout.getFileName()));
        Naming naming = Naming.of(read);
        for (Class<? extends MapElement> kind : LAYERS) {
            assertThat(back.map().listElements(kind).stream()
                            .map(RdsHqRoundTripTest::withoutFacingAndSpeed)
                            .toList())
                    .as(kind.getSimpleName())
                    .isEqualTo(read.map().listElements(kind).stream()
                            .map(naming::expected)
                            .toList());
        }
        assertThat(back.map().drivingSide()).isEqualTo(read.map().drivingSide());
        assertSameSpeeds(read, back);
        assertSameFacings(read, back);
    }

    private static void assertSameSpeeds(LayoutReading read, LayoutReading back) {
        double[] was = speeds(read);
        assertThat(speeds(back)).hasSameSizeAs(was).containsExactly(was, within(1e-9));
    }

    private static double[] speeds(LayoutReading layout) {
        return layout.map().listElements(Lane.class).stream()
                .mapToDouble(lane -> lane.speedLimit().orElse(-1))
                .toArray();
    }

    private static void assertSameFacings(LayoutReading read, LayoutReading back) {
        double[] was = facings(read);
        double[] is = facings(back);
        for (int i = 0; i < was.length; i++) {
            assertThat(Math.abs(Math.IEEEremainder(was[i] - is[i], 2 * Math.PI)))
                    .isLessThan(1e-6);
        }
    }

    private static double[] facings(LayoutReading layout) {
        return Stream.concat(
                        layout.map().listElements(TrafficLight.class).stream().map(TrafficLight::facing),
                        layout.map().listElements(TrafficSign.class).stream().map(TrafficSign::facing))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @Test
    void aClipConvertedToAClipKeepsItsNameAndItsDrive() {
        LayoutReading clip = Layouts.read(SharedMaps.require("rds-hq-clip"));
        LayoutReading back = converted(clip, "again");
        assertThat(back.map().name()).isEqualTo(clip.map().name());
        Recording was = clip.recording().orElseThrow();
        Recording is = back.recording().orElseThrow();
        assertThat(is.lights()).isEqualTo(was.lights());
        assertThat(is.ego().samples()).hasSameSizeAs(was.ego().samples());
        assertThat(is.actors())
                .extracting(ActorTrack::present)
                .isEqualTo(was.actors().stream().map(ActorTrack::present).toList());
        for (int i = 0; i < was.actors().size(); i++) {
            assertSame(was.actors().get(i), is.actors().get(i));
        }
        for (long time = 0; time < 9_900_000; time += 33_333) {
            assertSame(was.ego().at(time), is.ego().at(time), 1e-5);
        }
        assertThat(is.rigs().keySet()).isEqualTo(was.rigs().keySet());
        was.rigs().forEach((model, rig) -> rig.cameras().forEach(camera -> {
            Camera again =
                    Optional.ofNullable(is.rigs().get(model)).orElseThrow().getCamera(camera.name());
            assertThat(again.model()).isEqualTo(camera.model());
            assertSame(camera.rigFromCamera(), again.rigFromCamera(), 1e-5);
        }));
    }

    private static void assertSame(ActorTrack was, ActorTrack is) {
        assertThat(is.sourceType()).isEqualTo(was.sourceType());
        assertThat(is.states()).hasSameSizeAs(was.states());
        for (int i = 0; i < was.states().size(); i++) {
            assertSame(was.states().get(i).worldFromActor(), is.states().get(i).worldFromActor(), 1e-9);
            assertThat(is.states().get(i).size().distanceTo(was.states().get(i).size()))
                    .isLessThan(1e-9);
        }
    }

    private static void assertSame(Pose was, Pose is, double tolerance) {
        assertThat(is.translation().distanceTo(was.translation())).isLessThan(tolerance);
        assertThat(is.rotate(Vec3.UP).distanceTo(was.rotate(Vec3.UP))).isLessThan(tolerance);
        assertThat(is.rotate(new Vec3(1, 0, 0)).distanceTo(was.rotate(new Vec3(1, 0, 0))))
                .isLessThan(tolerance);
    }

    @Test
    void theSameMapGivesTheSameNameAndTheSameBytes() throws IOException {
        LayoutReading street =
                Layouts.read(SampleClip.whole(folder.resolve("street")).folder());
        converted(street, "one");
        converted(street, "two");
        try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
            List<Path> tars = files.filter(Files::isRegularFile).toList();
            assertThat(tars).hasSize(10).allSatisfy(tar -> assertThat(tar)
                    .hasSameBinaryContentAs(
                            folder.resolve("two").resolve(folder.resolve("one").relativize(tar))));
        }
    }

    @Test
    void whatAClipHasNoPlaceForIsTold() {
        LayoutReading pittsburgh = Layouts.read(SharedMaps.require("av2-pittsburgh"));
        List<Problem> leftOut = new RdsHqWriter().write(pittsburgh, folder.resolve("pittsburgh"));
        assertThat(leftOut).extracting(Problem::code).containsOnly("CONVERT-LEFT-OUT");
        assertThat(leftOut)
                .extracting(Problem::detail)
                .anyMatch(detail -> detail.startsWith("8 DrivableArea"))
                .anyMatch(detail -> detail.startsWith("the georeference"));
    }

    @Test
    void aDriveThatIsTooLongForAClipIsRefusedAndNothingIsWritten() throws IOException {
        LayoutReading street =
                Layouts.read(SampleClip.whole(folder.resolve("street")).folder());
        List<TimedPose> poses = List.of(new TimedPose(0, Pose.IDENTITY), new TimedPose(700_000_000, Pose.IDENTITY));
        Camera camera = new Camera("camera", PinholeCamera.ofHorizontalFov(640, 480, 1), Pose.IDENTITY);
        Recording drive = new Recording(
                new EgoTrajectory(poses),
                List.of(),
                List.of(),
                Map.of("pinhole", new Rig("pinhole", List.of(camera), List.of())));
        LayoutReading layout = new LayoutReading(street.map(), Optional.of(drive), List.of());
        Path target = folder.resolve("long");
        assertThatThrownBy(() -> new RdsHqWriter().write(layout, target)).hasMessageContaining("RDSHQ-TOO-LARGE");
        assertThat(target).doesNotExist();
    }

    @Test
    void aLightKeepsItsBoxCornerByCorner() throws IOException {
        LayoutReading street =
                Layouts.read(SampleClip.whole(folder.resolve("street")).folder());
        Cuboid head = new Cuboid(Pose.ofYaw(10, 2, 4, 2.5), new Vec3(0.3, 0.4, 1));
        List<MapElement> elements = new ArrayList<>(street.map().elements());
        elements.add(new TrafficLight("head", head.corners(), 2.5));
        HdMap map = new HdMap("x", "opendrive", street.map().drivingSide(), Optional.empty(), elements);
        LayoutReading back = converted(new LayoutReading(map, street.recording(), List.of()), "lit");
        TrafficLight light = back.map().listElements(TrafficLight.class).getFirst();
        assertThat(light.id()).isEqualTo("light:head");
        assertThat(light.corners()).isEqualTo(head.corners());
        assertThat(light.facing()).isCloseTo(2.5, within(1e-9));
    }
}
