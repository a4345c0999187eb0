package io.tailforge.lidargen;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.sensor.LidarModelDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The LiDARs that are shipped, read from data files beside this class. */
public final class SensorModels {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<LidarModel> SHIPPED = load();

    private SensorModels() {}

    /** By id. */
    public static List<LidarModel> list() {
        return SHIPPED;
    }

    public static Optional<LidarModel> find(String id) {
        return SHIPPED.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** @throws BadInputException {@code LIDAR-UNKNOWN}, naming the known ids */
    public static LidarModel get(String id) {
        return find(id).orElseThrow(() -> new BadInputException(Problem.of(
                "LIDAR-UNKNOWN",
                id,
                "no LiDAR of this id is shipped; use one of "
                        + SHIPPED.stream().map(LidarModel::id).collect(Collectors.joining(", ")))));
    }

    private static List<LidarModel> load() {
        List<LidarModel> models = new ArrayList<>();
        for (String file :
                JsonView.parse("lidars.json", resource("lidars.json")).asStrings()) {
            models.add(parse(file, resource(file)));
        }
        models.sort(Comparator.comparing(LidarModel::id));
        return List.copyOf(models);
    }

    /** The model of a LiDAR on a rig: its own, or the one shipped under its id. */
    public static LidarModel of(Lidar lidar) {
        return lidar.own().orElseGet(() -> get(lidar.sensorId()));
    }

    /**
     * A model from a user's file, as {@code docs/lidars.md} says.
     *
     * @throws BadInputException naming pointer and line, or {@code LIDAR-TOO-LARGE}
     */
    public static LidarModel read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] utf8 = in.readNBytes(MOST_BYTES + 1);
            if (utf8.length > MOST_BYTES) {
                throw new BadInputException(Problem.of(
                        "LIDAR-TOO-LARGE", file.toString(), "a sensor file has at most " + MOST_BYTES + " bytes"));
            }
            return parse(file.toString(), utf8);
        }
    }

    static LidarModel parse(String source, byte[] utf8) {
        return LidarModelDocument.read(JsonView.parse(source, utf8));
    }

    private static byte[] resource(String name) {
        try (InputStream in = SensorModels.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
