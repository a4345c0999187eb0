package io.tailforge.lidargen;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.LidarModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The LiDARs that are shipped, read from data files beside this class. */
public final class SensorModels {
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

    /** Reads a sensor file: angles in degrees, beams from the lowest to the highest. */
    static LidarModel parse(String source, byte[] utf8) {
        JsonView json = JsonView.parse(source, utf8)
                .onlyKeys(
                        "id",
                        "title",
                        "source",
                        "columns",
                        "min_range",
                        "max_range",
                        "range_noise",
                        "divergence",
                        "wavelength_nm",
                        "linear",
                        "beams");
        return new LidarModel(
                json.field("id").asString(),
                json.field("title").asString(),
                json.field("source").asString(),
                json.field("columns").asInt(1, 65_535),
                json.find("linear").map(SensorModels::linear).orElseGet(() -> beams(json.field("beams"))),
                json.field("min_range").asDouble(0, 100),
                json.field("max_range").asDouble(1, 1000),
                json.field("range_noise").asDouble(0, 1),
                json.field("divergence").asDouble(0, 0.1),
                json.field("wavelength_nm").asDouble(300, 3000));
    }

    private static List<LidarModel.Beam> linear(JsonView json) {
        json.onlyKeys("count", "from", "to", "azimuth_offsets", "fire_step_micros");
        int count = json.field("count").asInt(2, 4096);
        double from = json.field("from").asDouble(-90, 90);
        double to = json.field("to").asDouble(from, 90);
        double[] offsets = json.field("azimuth_offsets").asDoubles();
        double step = json.field("fire_step_micros").asDouble(0, 1000);
        List<LidarModel.Beam> beams = new ArrayList<>();
        for (int ring = 0; ring < count; ring++) {
            double elevation = from + (to - from) * ring / (count - 1);
            double offset = offsets.length == 0 ? 0 : offsets[ring % offsets.length];
            beams.add(new LidarModel.Beam(Math.toRadians(elevation), Math.toRadians(offset), ring * step));
        }
        return beams;
    }

    private static List<LidarModel.Beam> beams(JsonView json) {
        List<LidarModel.Beam> beams = new ArrayList<>();
        for (JsonView row : json.items()) {
            double[] beam = row.asDoubles(3);
            beams.add(new LidarModel.Beam(Math.toRadians(beam[0]), Math.toRadians(beam[1]), beam[2]));
        }
        beams.sort(Comparator.comparingDouble(LidarModel.Beam::elevation));
        return beams;
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
