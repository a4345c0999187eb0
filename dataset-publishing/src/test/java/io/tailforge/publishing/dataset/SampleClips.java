package io.tailforge.publishing.dataset;

import io.tailforge.publishing.MediaTypes;
import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small clips with every kind of file; scene names decide the split. */
final class SampleClips {
    static final String LAYOUT = "ab".repeat(32);
    static final int FRAMES = 24;
    private static final FrameGrid GRID = new FrameGrid(FRAMES, 30, 64, 48);
    private static final Region EU =
            new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "Central Europe");

    private final Path folder;

    static final String RANGE_CONTROL = "conditioning.lidar-range.lidar_top.mp4";
    static final int SWEEPS = Lidar.sweepCount(10, GRID.durationMicros());

    SampleClips(Path folder) {
        this.folder = folder;
    }

    /** {@code scenes} scenes with three looks each, by ordinal. */
    List<ClipBundle> clips(int scenes) throws IOException {
        List<ClipBundle> clips = new ArrayList<>();
        for (int ordinal = 0; ordinal < 3 * scenes; ordinal++) {
            clips.add(clip(
                    ordinal,
                    "scene-" + ordinal / 3,
                    List.of("sunny", "rainy", "foggy").get(ordinal % 3)));
        }
        return clips;
    }

    ClipBundle clip(long ordinal, String scene, String look) throws IOException {
        ClipId id = ClipId.of(LAYOUT, scene, look, "default", 7);
        List<ClipFile> files = new ArrayList<>();
        String camera = "camera_front_wide_120fov";
        files.add(file(id, "rgb." + camera + ".mp4", mp4(FRAMES)));
        files.add(file(id, "conditioning." + camera + ".mp4", mp4(FRAMES)));
        files.add(file(id, RANGE_CONTROL, mp4(SWEEPS)));
        files.add(file(id, "lidar.lidar_top.000000.npz", "not really points".getBytes(StandardCharsets.UTF_8)));
        files.add(file(id, "prompt.json", ("{\"text\":\"" + look + "\"}").getBytes(StandardCharsets.UTF_8)));
        files.add(file(id, "labels.json", "{\"schema\":1,\"frames\":[]}".getBytes(StandardCharsets.UTF_8)));
        files.add(file(
                id, "depth.a_camera_with_a_name_of_nearly_sixty_four_letters_in_all_of_its_length.mkv", new byte[777]));
        return new ClipBundle(
                id,
                ordinal,
                LAYOUT,
                scene,
                variation(look),
                7,
                GRID,
                new EngineIdentity("procedural", "1", EngineIdentity.NO_WEIGHTS, "cpu/scalar"),
                new Verdict(Verdict.Decision.ACCEPT, 1, List.of()),
                files);
    }

    static RejectedClip rejected(long ordinal, String code) {
        Finding finding = new Finding(
                "freeze", code, Finding.Severity.FAIL, 12, 3, "frames", Optional.of("front"), 4, 16, "stands still");
        return new RejectedClip(
                ClipId.of(LAYOUT, "bad-" + ordinal, "sunny", "default", 7),
                ordinal,
                "bad-" + ordinal,
                "sunny",
                7,
                code,
                "the picture stands still",
                Optional.of(new Verdict(Verdict.Decision.REJECT, 3, List.of(finding))));
    }

    static PublishRequest request() {
        return new PublishRequest(
                "sample",
                "Clips for tests.",
                "CC-BY-4.0",
                "Tailforge",
                "request-1",
                LocalDate.of(2026, 11, 22),
                "tailforge 0.1.0",
                SplitPolicy.DEFAULT,
                4);
    }

    private static Variation variation(String look) {
        Weather weather =
                switch (look) {
                    case "rainy" -> new Weather(1, 8, 0, 3000, 0.8, 0);
                    case "foggy" -> new Weather(0.9, 0, 0, 120, 0.2, 0);
                    default -> Weather.CLEAR;
                };
        return new Variation(look, weather, new SunPosition(0.5, 1), EU);
    }

    private ClipFile file(ClipId id, String name, byte[] content) throws IOException {
        Path file = folder.resolve(id.toString()).resolve(name);
        Files.createDirectories(file.getParent());
        return new ClipFile(name, Files.write(file, content), MediaTypes.of(name));
    }

    /** The boxes of an MP4 with one sound and one video track, and media data of no meaning. */
    static byte[] mp4(int frames) {
        byte[] sound = box("trak", box("mdia", hdlr("soun"), box("minf", box("stbl", stsz(999)))));
        byte[] video = box("trak", box("mdia", hdlr("vide"), box("minf", box("stbl", stsz(frames)))));
        return concat(
                box("ftyp", new byte[16]),
                box("mdat", new byte[5000]),
                box("moov", box("mvhd", new byte[100]), sound, video));
    }

    private static byte[] hdlr(String type) {
        return box("hdlr", new byte[8], type.getBytes(StandardCharsets.US_ASCII), new byte[12]);
    }

    private static byte[] stsz(int count) {
        return box("stsz", ByteBuffer.allocate(12).putInt(8, count).array());
    }

    private static byte[] box(String type, byte[]... bodies) {
        byte[] body = concat(bodies);
        return concat(
                ByteBuffer.allocate(4).putInt(0, 8 + body.length).array(),
                type.getBytes(StandardCharsets.US_ASCII),
                body);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
