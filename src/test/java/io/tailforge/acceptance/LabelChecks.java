package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.JsonView;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Holds a published clip's labels against its truth videos and sweeps, by arithmetic of its own. */
final class LabelChecks {
    private static final double MASK_SHARE = 0.95;
    /** A pixel belongs to a box where its area touches it. */
    private static final double HALF_PIXEL = 0.5;
    /** Numbers of a text document against 32-bit points: what lies on a face may count or not. */
    private static final double SURFACE = 1e-4;

    private LabelChecks() {}

    private static JsonView labels(Path clip) throws IOException {
        return JsonView.parse("labels.json", Files.readAllBytes(clip.resolve("labels.json")));
    }

    /** @return how many masks were looked at */
    static int requireMasksInBoxes(Path clip) throws IOException {
        Map<String, List<Frame>> truth = new TreeMap<>();
        int masks = 0;
        for (JsonView frame : labels(clip).field("frames").items()) {
            Map<Integer, JsonView> actors = new HashMap<>();
            frame.field("actors")
                    .items()
                    .forEach(actor -> actors.put(actor.field("instance").asInt(1, 65_535), actor));
            for (String camera : cameras(clip)) {
                List<Frame> frames = truth.computeIfAbsent(camera, name -> decode(clip, name));
                Frame picture = frames.get(frame.field("frame").asInt(0, frames.size() - 1));
                masks += requireMasksInBoxes(picture, actors, camera, clip + " " + frame.pointer());
            }
        }
        return masks;
    }

    private static List<String> cameras(Path clip) throws IOException {
        try (var members = Files.list(clip)) {
            return members.map(member -> member.getFileName().toString())
                    .filter(name -> name.startsWith("instance."))
                    .map(name -> name.substring("instance.".length(), name.length() - ".mkv".length()))
                    .sorted()
                    .toList();
        }
    }

    private static List<Frame> decode(Path clip, String camera) {
        try (VideoDecoder decoder =
                VideoDecoder.open(clip.resolve("instance." + camera + ".mkv"), PixelFormat.GRAY16)) {
            List<Frame> frames = new java.util.ArrayList<>();
            for (var next = decoder.next(); next.isPresent(); next = decoder.next()) {
                frames.add(next.get().copy());
            }
            return frames;
        }
    }

    private static int requireMasksInBoxes(Frame picture, Map<Integer, JsonView> actors, String camera, String where) {
        Map<Integer, int[]> insideOfAll = new TreeMap<>();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int instance = picture.sample(x, y, 0);
                if (instance != 0) {
                    int[] count = insideOfAll.computeIfAbsent(instance, i -> new int[2]);
                    count[0] += contains(box(actors, instance, camera, where), x, y) ? 1 : 0;
                    count[1]++;
                }
            }
        }
        insideOfAll.forEach((instance, count) -> assertThat((double) count[0] / count[1])
                .as("share of the mask of %d in its box, %s, %s", instance, camera, where)
                .isGreaterThanOrEqualTo(MASK_SHARE));
        return insideOfAll.size();
    }

    private static double[] box(Map<Integer, JsonView> actors, int instance, String camera, String where) {
        JsonView actor = actors.get(instance);
        if (actor == null) {
            throw new AssertionError("pixels of " + instance + ", which has no label; " + where);
        }
        return actor.field("views").field(camera).field("box2d_projected").asDoubles(4);
    }

    private static boolean contains(double[] box, int x, int y) {
        return x >= box[0] - HALF_PIXEL
                && x <= box[2] + HALF_PIXEL
                && y >= box[1] - HALF_PIXEL
                && y <= box[3] + HALF_PIXEL;
    }

    /** @return how many points lie in boxes, all sweeps together */
    static long requirePointCounts(Path clip) throws IOException {
        long total = 0;
        for (JsonView sweep : labels(clip).field("sweeps").items()) {
            String file = String.format(
                    Locale.ROOT,
                    "lidar.%s.%06d.npz",
                    sweep.field("lidar").asString(),
                    sweep.field("index").asInt(0, 1_000_000));
            Npz points = Npz.read(Files.readAllBytes(clip.resolve(file)));
            assertThat(points.get("start_us").values()[0])
                    .isEqualTo(sweep.field("timestamp_us").asDouble());
            for (JsonView actor : sweep.field("actors").items()) {
                long labelled = actor.field("num_points").asLong();
                assertThat(labelled)
                        .as("points of %s in %s of %s", actor.field("id").asString(), file, clip)
                        .isBetween(count(points, actor, -SURFACE), count(points, actor, SURFACE));
                total += labelled;
            }
        }
        return total;
    }

    private static long count(Npz sweep, JsonView actor, double margin) {
        double[] xyz = sweep.get("xyz").values();
        double[] m = sweep.get("lidar_to_world").values();
        JsonView box = actor.field("box");
        double[] centre = box.field("center").asDoubles(3);
        double[] size = box.field("size_lwh").asDoubles(3);
        double[][] axes = axes(box.field("quaternion_wxyz").asDoubles(4));
        long inside = 0;
        for (int i = 0; i < xyz.length; i += 3) {
            double dx = m[0] * xyz[i] + m[1] * xyz[i + 1] + m[2] * xyz[i + 2] + m[3] - centre[0];
            double dy = m[4] * xyz[i] + m[5] * xyz[i + 1] + m[6] * xyz[i + 2] + m[7] - centre[1];
            double dz = m[8] * xyz[i] + m[9] * xyz[i + 1] + m[10] * xyz[i + 2] + m[11] - centre[2];
            boolean in = true;
            for (int a = 0; a < 3; a++) {
                in &= Math.abs(dx * axes[a][0] + dy * axes[a][1] + dz * axes[a][2]) <= size[a] / 2 + margin;
            }
            inside += in ? 1 : 0;
        }
        return inside;
    }

    /** The box's axes in the world: the columns of the quaternion's matrix. */
    private static double[][] axes(double[] q) {
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return new double[][] {
            {1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)},
            {2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)},
            {2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)}
        };
    }
}
