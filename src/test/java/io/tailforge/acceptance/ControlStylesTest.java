package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlSequence;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepPoints;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.control.DepthStyle;
import io.tailforge.service.control.LidarRangeStyle;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One clip with four control styles: generated, published, read back, and held against the truth of what was generated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlStylesTest {
    private static final int FRAMES = 6;
    private static final int SWEEPS = 2;
    private static final List<String> CAMERAS = List.of("camera_front_wide_120fov", "camera_cross_left_120fov");
    private static final String SPEC =
            Specs.street(FRAMES, "Rainy") + "styles: [lidar-range, hdmap-v1, depth, semantic]\n";

    private Path dataset;
    private Path clip;
    private Scene scene;
    private HdMap map;

    @BeforeAll
    void generate(@TempDir Path folder) throws Exception {
        dataset = folder.resolve("dataset");
        try (Product product = Product.start(folder.resolve("home"))) {
            Product.Outcome outcome = product.generate(Repository.URBAN_JUNCTION, SPEC, dataset.toString());
            assertThat(outcome.clips()).allSatisfy(row -> assertThat(row.state())
                    .as(row.failureDetail() + row.verdict())
                    .isEqualTo(ClipState.ACCEPTED));
        }
        try (ObjectStore store = ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()))) {
            clip = Shards.unpack(dataset, new DatasetVersions(store).getManifest(1), folder.resolve("clips"))
                    .getFirst();
        }
        scene = SceneDocument.read("scene.json", Files.readAllBytes(clip.resolve("scene.json")));
        map = MapDocument.read("layout.json", Files.readAllBytes(clip.resolve("layout.json")));
    }

    @Test
    void everyControlIsPublishedUnderItsStyleAndTheDatasetIsWhole() throws Exception {
        for (String camera : CAMERAS) {
            assertThat(clip.resolve("conditioning." + camera + ".mp4")).isNotEmptyFile();
            assertThat(clip.resolve("conditioning.depth." + camera + ".mp4")).isNotEmptyFile();
            assertThat(clip.resolve("conditioning.semantic." + camera + ".mp4")).isNotEmptyFile();
        }
        assertThat(clip.resolve("conditioning.lidar-range.lidar_top.mp4")).isNotEmptyFile();
        assertThat(clip.resolve("conditioning.lidar-range.lidar_top.000001.npz"))
                .isNotEmptyFile();
        assertThat(DatasetChecker.check(dataset)).isEmpty();
        JsonView provenance = JsonView.parse("provenance.json", Files.readAllBytes(clip.resolve("provenance.json")));
        assertThat(provenance.field("conditioning_styles").asStrings())
                .containsExactly("lidar-range", "hdmap-v1", "depth", "semantic");
    }

    @Test
    void theDepthControlIsTheTruthOfTheGeneratedViewInItsGreys() throws Exception {
        for (String camera : CAMERAS) {
            try (VideoDecoder truth = VideoDecoder.open(clip.resolve("depth." + camera + ".mkv"), PixelFormat.GRAY16);
                    ControlFrames frames = open("depth")) {
                Frame drawn = Frame.rgb24(scene.grid().width(), scene.grid().height());
                for (int frame = 0; frame < FRAMES; frame++) {
                    frames.painter(scene.rig().getCamera(camera)).draw(frame, drawn);
                    requireGreysOf(truth.next().orElseThrow(), drawn);
                }
            }
        }
    }

    /** The truth is rounded to 1/256 m and ends at 255 m, where a grey is 2. */
    private static void requireGreysOf(Frame truth, Frame drawn) {
        for (int p = 0; p < truth.shorts().length; p++) {
            float metres = (truth.shorts()[p] & 0xffff) / 256f;
            int grey = drawn.bytes()[3 * p] & 0xff;
            if (metres == 0) {
                assertThat(grey).isLessThanOrEqualTo(2);
            } else {
                int nearest = DepthStyle.grey(metres + 1 / 512f);
                assertThat(grey).isBetween(nearest, DepthStyle.grey(metres - 1 / 512f));
            }
        }
    }

    @Test
    void theSemanticControlIsTheTruthOfTheGeneratedViewPixelByPixel() throws Exception {
        int[] palette = new int[256];
        for (SemanticClass semantic : SemanticClass.values()) {
            palette[semantic.id()] = semantic.rgb();
        }
        for (String camera : CAMERAS) {
            try (VideoDecoder truth =
                            VideoDecoder.open(clip.resolve("semantic." + camera + ".mkv"), PixelFormat.GRAY8);
                    ControlFrames frames = open("semantic")) {
                Frame drawn = Frame.rgb24(scene.grid().width(), scene.grid().height());
                Frame expected = drawn.copy();
                for (int frame = 0; frame < FRAMES; frame++) {
                    frames.painter(scene.rig().getCamera(camera)).draw(frame, drawn);
                    colour(truth.next().orElseThrow().bytes(), palette, expected.bytes());
                    assertThat(drawn.sameAs(expected)).as(camera + " " + frame).isTrue();
                }
            }
        }
    }

    private static void colour(byte[] ids, int[] palette, byte[] rgb) {
        for (int p = 0; p < ids.length; p++) {
            int colour = palette[ids[p] & 0xff];
            rgb[3 * p] = (byte) (colour >> 16);
            rgb[3 * p + 1] = (byte) (colour >> 8);
            rgb[3 * p + 2] = (byte) colour;
        }
    }

    @Test
    void thePublishedVideosShowTheRawFramesAsFarAsTheCodecLetsThem() throws Exception {
        for (String style : List.of("depth", "lidar-range")) {
            try (ControlFrames frames = open(style)) {
                for (ControlSequence sequence : frames.sequences(scene)) {
                    Path video = clip.resolve("conditioning." + style + "." + sequence.name() + ".mp4");
                    assertThat(meanDifference(video, sequence))
                            .as(video.toString())
                            .isLessThan(2.5);
                }
            }
        }
    }

    private static double meanDifference(Path video, ControlSequence sequence) throws Exception {
        Frame drawn = Frame.rgb24(sequence.grid().width(), sequence.grid().height());
        long sum = 0;
        long samples = 0;
        try (VideoDecoder decoder = VideoDecoder.open(video, PixelFormat.RGB24)) {
            for (int frame = 0; frame < sequence.grid().frames(); frame++) {
                sequence.painter().draw(frame, drawn);
                byte[] shown = decoder.next().orElseThrow().bytes();
                for (int i = 0; i < shown.length; i++) {
                    sum += Math.abs((shown[i] & 0xff) - (drawn.bytes()[i] & 0xff));
                }
                samples += shown.length;
            }
            assertThat(decoder.next()).isEmpty();
        }
        return (double) sum / samples;
    }

    @Test
    void theRangeControlHasTheRangesOfTheReferenceSensorsSweep() throws Exception {
        Lidar own = scene.rig().lidars().getFirst();
        Lidar reference = new Lidar(own.name(), "reference-128x3600", own.rigFromLidar(), LidarRangeStyle.RATE_HZ);
        LidarEngine engine = new LidarEngine(
                BuiltWorld.of(scene, map).bvh(), scene, reference, SensorModels.get(reference.sensorId()), 5);
        assertThat(engine.sweepCount()).isEqualTo(SWEEPS);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            Npz.Array range = Npz.read(Files.readAllBytes(
                            clip.resolve("conditioning.lidar-range.lidar_top.%06d.npz".formatted(sweep))))
                    .get("range");
            assertThat(range.shape()).containsExactly(128, 3600);
            SweepPoints points = engine.sweep(sweep);
            int near = 0;
            for (int i = 0; i < points.size(); i++) {
                double shown = range.values()[(127 - points.ring()[i]) * 3600 + points.column()[i]];
                near += Math.abs(shown - points.range()[i]) < 0.25 ? 1 : 0;
            }
            assertThat(points.size()).isGreaterThan(100_000);
            assertThat((double) near / points.size())
                    .as("of the sweep's returns")
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void aLayerThatIsLeftOutIsBlackWhereItIsMet() throws Exception {
        Frame road = Frame.rgb24(scene.grid().width(), scene.grid().height());
        DrawingOptions only = new DrawingOptions(Set.of("road"), false);
        try (ControlFrames frames = ConditioningStyles.get("semantic").open(scene, map, only)) {
            frames.painter(scene.rig().getCamera(CAMERAS.getFirst())).draw(0, road);
        }
        assertThat(coloursOf(road)).containsExactlyInAnyOrder(0, SemanticClass.ROAD.rgb());
        BadInputException refusal = catchThrowableOfType(
                BadInputException.class, () -> ConditioningStyles.get("depth").open(scene, map, only));
        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("LAYER-UNKNOWN");
    }

    private static Set<Integer> coloursOf(Frame frame) {
        Set<Integer> colours = new java.util.TreeSet<>();
        byte[] rgb = frame.bytes();
        for (int i = 0; i < rgb.length; i += 3) {
            colours.add((rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff);
        }
        return colours;
    }

    @Test
    void otherPeoplesLoadersReadIt() throws Exception {
        String python =
                Repository.assumeVariable("TAILFORGE_TEST_PYTHON", "a Python with webdataset, mlcroissant and numpy");
        Path script = Repository.ROOT.resolve("dataset-publishing/src/test/python/load_dataset.py");
        Process loaders = new ProcessBuilder(python, script.toString(), dataset.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(loaders.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(loaders.waitFor()).as(said).isZero();
    }

    private ControlFrames open(String style) {
        return ConditioningStyles.get(style).open(scene, map, DrawingOptions.EXACT);
    }
}
