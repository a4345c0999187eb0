package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoInfo;
import io.tailforge.video.VideoProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdMapV1RendererTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final FrameGrid GRID = new FrameGrid(8, 10, WIDTH, HEIGHT);
    private static final LaneLine LINE = line("line", 0, LineStyle.SOLID_SINGLE);
    private static final RoadBoundary KERB =
            new RoadBoundary("kerb", Polyline3.of(-20, -4, 0, 100, -4, 0), BoundaryKind.KERB);

    @TempDir
    Path folder;

    private static LaneLine line(String id, double y, LineStyle style) {
        return new LaneLine(id, Polyline3.of(-20, y, 0, 100, y, 0), LineColour.WHITE, style);
    }

    private static ActorTrack car(String id, ActorClass actorClass, double x) {
        Cuboid box = new Cuboid(Pose.ofYaw(x, 0, 1, 0), new Vec3(4, 2, 2));
        return new ActorTrack(id, actorClass, "", false, List.of(new ActorState(0, box), new ActorState(100_000, box)));
    }

    private static Scene scene(ActorTrack... actors) {
        return TestScenes.scene(
                TestScenes.rig(WIDTH, HEIGHT), TestScenes.DRIVING_AT_10_METRES_A_SECOND, List.of(actors), GRID);
    }

    private static Frame draw(Scene scene, MapElement... elements) {
        Frame frame = Frame.rgb24(WIDTH, HEIGHT);
        TestScenes.draw(scene, TestScenes.map(elements), "ahead", 0, frame);
        return frame;
    }

    private static int[] brightest(Frame frame) {
        int[] max = new int[3];
        for (int i = 0; i < frame.bytes().length; i++) {
            max[i % 3] = Math.max(max[i % 3], frame.bytes()[i] & 0xff);
        }
        return max;
    }

    private String write(ControlVideos videos, HdMap map, String name) throws IOException {
        Path clip = Files.createDirectory(folder.resolve(name));
        List<ConditioningVideo> written = videos.write(
                new HdMapV1Renderer(), scene(car("1", ActorClass.CAR, 12)), map, DrawingOptions.EXACT, clip);
        StringBuilder hashes = new StringBuilder();
        for (ConditioningVideo video : written) {
            Path file = clip.resolve(video.video().key());
            assertThat(Sha256.hex(file)).isEqualTo(video.video().sha256());
            assertThat(Files.size(file)).isEqualTo(video.video().bytes());
            hashes.append(video.camera())
                    .append(' ')
                    .append(video.video().sha256())
                    .append('\n');
        }
        return hashes.toString();
    }

    @Test
    void theStyleIsFoundByItsId() {
        assertThat(ServiceLoader.load(ConditioningRenderer.class))
                .extracting(ConditioningRenderer::id)
                .contains("hdmap-v1");
    }

    @Test
    void everyCameraGetsAWholeVideo() {
        List<ConditioningVideo> videos = ControlVideos.onAllCores()
                .write(new HdMapV1Renderer(), scene(), TestScenes.map(LINE, KERB), DrawingOptions.EXACT, folder);

        assertThat(videos).extracting(ConditioningVideo::camera).containsExactly("ahead", "left");
        for (ConditioningVideo video : videos) {
            VideoInfo info = VideoProbe.verify(folder.resolve(video.video().key()));
            assertThat(info.frames()).isEqualTo(GRID.frames()).isEqualTo(video.frames());
            assertThat(info.width()).isEqualTo(WIDTH);
            assertThat(info.height()).isEqualTo(HEIGHT);
            assertThat(info.fps()).isEqualTo(10.0);
        }
    }

    @Test
    void bytesDoNotDependOnThreads() throws IOException {
        HdMap map = TestScenes.map(LINE, KERB);
        H264Settings fast = H264Settings.CONDITIONING.withPreset("veryfast");

        assertThat(write(new ControlVideos(fast, 1), map, "one"))
                .isEqualTo(write(new ControlVideos(fast, 2), map, "two"));
    }

    @Test
    void anUnwritableFolderIsAnIoError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ControlVideos.onAllCores()
                        .write(new HdMapV1Renderer(), scene(), TestScenes.map(LINE), DrawingOptions.EXACT, file))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theRoadMovesTowardsTheCamera() {
        HdMap map = TestScenes.map(new TrafficSign(
                "sign", new Cuboid(Pose.ofYaw(30, 2, 2, 0), new Vec3(0.1, 1, 1)).corners(), Math.PI, ""));
        Frame first = Frame.rgb24(WIDTH, HEIGHT);
        Frame last = Frame.rgb24(WIDTH, HEIGHT);
        TestScenes.draw(scene(), map, "ahead", 0, first);
        TestScenes.draw(scene(), map, "ahead", 7, last);

        assertThat(brightest(last)[1]).isGreaterThan(brightest(first)[1]);
    }

    @Test
    void aLayerWithOneLineIsDrawn() {
        // The toolkit takes a list of length one for an empty layer and loses it.
        assertThat(brightest(draw(scene(), LINE))[2]).isGreaterThan(200);
    }

    @Test
    void laneEdgesWithoutPaintAreNotDrawn() {
        assertThat(brightest(draw(scene(), line("edge", 0, LineStyle.NONE)))).containsExactly(0, 0, 0);
    }

    @Test
    void layersAreMergedByTheBrighterChannel() {
        LaneLine onTheKerb = line("line", -4, LineStyle.SOLID_SINGLE);
        int[] line = brightest(draw(scene(), onTheKerb));
        int[] kerb = brightest(draw(scene(), KERB));

        assertThat(brightest(draw(scene(), onTheKerb, KERB)))
                .containsExactly(Math.max(line[0], kerb[0]), Math.max(line[1], kerb[1]), Math.max(line[2], kerb[2]));
    }

    @Test
    void boxesHaveTheColourOfTheirClass() {
        assertThat(brightest(draw(scene(car("1", ActorClass.CAR, 12))))).satisfies(rgb -> {
            assertThat(rgb[0]).isBetween(200, 245);
            assertThat(rgb[1]).isZero();
        });
        assertThat(brightest(draw(scene(car("1", ActorClass.PEDESTRIAN, 12))))[1])
                .isBetween(200, 245);
    }

    @Test
    void nothingBeyondTheLastDepthIsDrawn() {
        assertThat(brightest(draw(scene(car("1", ActorClass.CAR, 126))))).containsExactly(0, 0, 0);
        assertThat(brightest(draw(scene(car("1", ActorClass.CAR, 118))))[0]).isBetween(1, 13);
    }

    @Test
    void aHullWhoseMeanDepthIsBeyondTheLastIsBlackNotRandom() {
        TrafficSign straddling =
                new TrafficSign("sign", new Cuboid(Pose.ofYaw(125, 0, 3, 0), new Vec3(6, 4, 4)).corners(), Math.PI, "");

        assertThat(brightest(draw(scene(), straddling))).containsExactly(0, 0, 0);
    }

    @Test
    void onlyTheLayersAskedForAreDrawn() {
        HdMap map = TestScenes.map(LINE, KERB);
        Frame frame = Frame.rgb24(WIDTH, HEIGHT);
        new HdMapV1Renderer()
                .open(scene(), map, new DrawingOptions(Set.of("road_boundaries"), false))
                .painter(scene().rig().getCamera("ahead"))
                .draw(0, frame);

        assertThat(frame.bytes()).isEqualTo(draw(scene(), KERB).bytes());
    }

    @Test
    void anUnknownLayerIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> new HdMapV1Renderer()
                        .open(scene(), TestScenes.map(LINE), new DrawingOptions(Set.of("lines"), false)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lines")
                .hasMessageContaining("lanelines, road_boundaries");
    }
}
