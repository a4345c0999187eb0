package io.tailforge.scene.sensor;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.LidarModel.Beam;
import io.tailforge.scene.sensor.LidarModel.Columns;
import io.tailforge.scene.sensor.LidarModel.Pulse;
import io.tailforge.scene.sensor.LidarModel.Receiver;
import io.tailforge.scene.sensor.LidarModel.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A LiDAR model as JSON: the sensor files that are shipped, and what users write for one of their own ({@code docs/lidars.md}). */
public final class LidarModelDocument {
    private static final int MOST_BEAMS = 4096;
    private static final List<String> BEAM_COLUMNS =
            List.of("elevation_deg", "azimuth_deg", "fire_us", "forward_m", "left_m", "up_m");
    /** Degrees are kept to so many places, so that what is written is read as the same radians. */
    private static final double PLACES = 1e9;

    private LidarModelDocument() {}

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static LidarModel read(JsonView json) {
        json.onlyKeys(
                "id",
                "title",
                "source",
                "rotation",
                "columns",
                "firing_cycle_us",
                "wavelength_nm",
                "pulse_ns",
                "divergence_mrad",
                "min_range_m",
                "range_at_10_percent_m",
                "reach_m",
                "range_sigma_m",
                "range_step_m",
                "focal_range_m",
                "beam_origin_m",
                "linear",
                "beam_columns",
                "beams");
        return valid(
                json,
                () -> new LidarModel(
                        readId(json.field("id")),
                        json.find("title").map(JsonView::asString).orElse(""),
                        json.find("source").map(JsonView::asString).orElse(""),
                        readTurn(json),
                        readBeams(json),
                        readPulse(json),
                        readReceiver(json)));
    }

    private static String readId(JsonView view) {
        String id = view.asString();
        if (!id.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            throw view.bad("BAD-ID", "an id is lower-case letters, digits, '-' and '_', up to 64, not '" + id + "'");
        }
        return id;
    }

    private static Turn readTurn(JsonView json) {
        String rotation = json.find("rotation").map(JsonView::asString).orElse("clockwise");
        if (!Set.of("clockwise", "counter_clockwise").contains(rotation)) {
            throw json.field("rotation").bad("UNKNOWN-VALUE", "must be clockwise or counter_clockwise");
        }
        double cycle = json.find("firing_cycle_us")
                .map(view -> view.asDouble(0.1, 1e6))
                .orElse(0.0);
        List<Columns> columns =
                json.find("columns").map(LidarModelDocument::readColumns).orElse(List.of());
        return new Turn(rotation.equals("clockwise"), cycle, columns);
    }

    /** A number at any rate, or [rate, number] pairs. */
    private static List<Columns> readColumns(JsonView view) {
        if (view.isNumber()) {
            return List.of(new Columns(0, view.asInt(1, 65_535)));
        }
        List<Columns> columns = new ArrayList<>();
        for (JsonView pair : view.items()) {
            pair.asDoubles(2);
            List<JsonView> values = pair.items();
            columns.add(new Columns(
                    values.getFirst().asDouble(0.1, 50), values.getLast().asInt(1, 65_535)));
        }
        return columns;
    }

    private static Pulse readPulse(JsonView json) {
        JsonView divergence = json.field("divergence_mrad");
        double[] mrad = divergence.isNumber()
                ? new double[] {divergence.asDouble(), divergence.asDouble()}
                : divergence.asDoubles(2);
        for (double angle : mrad) {
            if (!(angle >= 0 && angle <= 100)) {
                throw divergence.bad("OUT-OF-RANGE", "a beam's divergence lies between 0 and 100 mrad, not " + angle);
            }
        }
        return new Pulse(
                json.field("wavelength_nm").asDouble(300, 3000),
                number(json, "pulse_ns", 0.1, 1000, 5),
                mrad[0] / 1000,
                mrad[1] / 1000);
    }

    private static Receiver readReceiver(JsonView json) {
        double tenPercent = json.field("range_at_10_percent_m").asDouble(1, 1000);
        return new Receiver(
                json.field("min_range_m").asDouble(0, 100),
                tenPercent,
                number(json, "reach_m", tenPercent, 3000, 3 * tenPercent),
                json.field("range_sigma_m").asDouble(0, 1),
                number(json, "range_step_m", 0, 1, 0),
                number(json, "focal_range_m", 0, 100, 0));
    }

    private static double number(JsonView json, String key, double min, double max, double absent) {
        return json.find(key).map(view -> view.asDouble(min, max)).orElse(absent);
    }

    private static List<Beam> readBeams(JsonView json) {
        Vec3 origin = json.find("beam_origin_m").map(GeometryJson::readVec3).orElse(Vec3.ZERO);
        if (json.find("linear").isPresent() == json.find("beams").isPresent()) {
            throw json.bad("BEAMS-UNCLEAR", "give beams or linear, one of them");
        }
        Stream<Beam> beams =
                json.find("linear").map(linear -> readLinear(linear, origin)).orElseGet(() -> readTable(json, origin));
        return beams.sorted(Comparator.comparingDouble(Beam::elevation)).toList();
    }

    private static Stream<Beam> readLinear(JsonView json, Vec3 origin) {
        json.onlyKeys("count", "from_deg", "to_deg", "azimuth_deg", "fire_step_us");
        int count = json.field("count").asInt(2, MOST_BEAMS);
        double from = json.field("from_deg").asDouble(-90, 90);
        double to = json.field("to_deg").asDouble(from, 90);
        double[] offsets = json.find("azimuth_deg").map(JsonView::asDoubles).orElse(new double[1]);
        double step = number(json, "fire_step_us", 0, 1000, 0);
        List<Beam> beams = new ArrayList<>();
        for (int ring = 0; ring < count; ring++) {
            double elevation = from + (to - from) * ring / (count - 1);
            double offset = offsets.length == 0 ? 0 : offsets[ring % offsets.length];
            beams.add(new Beam(radians(elevation), radians(offset), ring * step, origin));
        }
        return beams.stream();
    }

    private static Stream<Beam> readTable(JsonView json, Vec3 origin) {
        JsonView header = json.field("beam_columns");
        List<String> columns = header.asStrings();
        for (String column : columns) {
            if (!BEAM_COLUMNS.contains(column)) {
                throw header.bad("UNKNOWN-VALUE", "no column '" + column + "'; known: " + BEAM_COLUMNS);
            }
        }
        if (!columns.contains("elevation_deg") || columns.stream().distinct().count() < columns.size()) {
            throw header.bad("BAD-COLUMNS", "needs elevation_deg, and every column once");
        }
        List<JsonView> rows = json.field("beams").items();
        if (rows.size() > MOST_BEAMS) {
            throw json.field("beams").bad("TOO-MANY", "at most " + MOST_BEAMS + " beams, not " + rows.size());
        }
        return rows.stream().map(row -> readBeam(row, columns, origin));
    }

    private static Beam readBeam(JsonView row, List<String> columns, Vec3 origin) {
        double[] given = row.asDoubles(columns.size());
        double[] values = new double[BEAM_COLUMNS.size()];
        for (int i = 0; i < given.length; i++) {
            values[BEAM_COLUMNS.indexOf(columns.get(i))] = given[i];
        }
        if (Math.abs(values[0]) > 90 || Math.abs(values[1]) > 360 || values[2] < 0 || values[2] > 1e6) {
            throw row.bad(
                    "OUT-OF-RANGE", "elevation within 90, azimuth within 360 degrees, fire_us from 0 to a million");
        }
        return new Beam(
                radians(values[0]),
                radians(values[1]),
                values[2],
                origin.plus(new Vec3(values[3], values[4], values[5])));
    }

    private static double radians(double degrees) {
        return StrictMath.toRadians(Math.rint(degrees * PLACES) / PLACES);
    }

    private static double degrees(double radians) {
        return Math.rint(StrictMath.toDegrees(radians) * PLACES) / PLACES;
    }

    private static double milli(double radians) {
        return Math.rint(radians * 1000 * PLACES) / PLACES;
    }

    public static Json write(LidarModel model) {
        Json.ObjectBuilder out = Json.object()
                .put("id", model.id())
                .put("title", model.title())
                .put("source", model.source())
                .put("rotation", model.turn().clockwise() ? "clockwise" : "counter_clockwise");
        writeTurn(out, model.turn());
        return out.put("wavelength_nm", model.pulse().wavelengthNm())
                .put("pulse_ns", model.pulse().nanoseconds())
                .put(
                        "divergence_mrad",
                        Json.ofNumbers(
                                milli(model.pulse().divergenceAcross()),
                                milli(model.pulse().divergenceUp())))
                .put("min_range_m", model.receiver().minRange())
                .put("range_at_10_percent_m", model.receiver().maxRange())
                .put("reach_m", model.receiver().reach())
                .put("range_sigma_m", model.receiver().rangeNoise())
                .put("range_step_m", model.receiver().rangeStep())
                .put("focal_range_m", model.receiver().focalRange())
                .put("beam_columns", Json.ofStrings(BEAM_COLUMNS))
                .put(
                        "beams",
                        Json.array(model.beams().stream()
                                .map(LidarModelDocument::writeBeam)
                                .toList()))
                .build();
    }

    private static void writeTurn(Json.ObjectBuilder out, Turn turn) {
        if (turn.firingCycleMicros() > 0) {
            out.put("firing_cycle_us", turn.firingCycleMicros());
        }
        if (!turn.columns().isEmpty()) {
            boolean any = turn.columns().getFirst().rateHz() == 0;
            out.put(
                    "columns",
                    any
                            ? Json.of((long) turn.columns().getFirst().count())
                            : Json.array(turn.columns().stream()
                                    .map(known -> Json.ofNumbers(known.rateHz(), known.count()))
                                    .toList()));
        }
    }

    private static Json writeBeam(Beam beam) {
        return Json.ofNumbers(
                degrees(beam.elevation()),
                degrees(beam.azimuthOffset()),
                beam.fireOffsetMicros(),
                beam.origin().x(),
                beam.origin().y(),
                beam.origin().z());
    }
}
