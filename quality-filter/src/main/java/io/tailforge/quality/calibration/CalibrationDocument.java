package io.tailforge.quality.calibration;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.Measure;
import io.tailforge.quality.calibration.LearntCalibration.Learnt;
import io.tailforge.quality.calibration.LearntCalibration.Origin;
import io.tailforge.quality.verdict.CleanDistribution;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A calibration as a file, {@code tailforge.calibration/1}; {@code docs/filter.md} says what is in it. */
public final class CalibrationDocument {
    public static final String SCHEMA = "tailforge.calibration/1";
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_CLIPS = 100_000_000;
    private static final double MOST = 1e15;

    private CalibrationDocument() {}

    public static byte[] write(LearntCalibration learnt) {
        Json.ObjectBuilder out = Json.object()
                .put("schema", SCHEMA)
                .put("version", learnt.version())
                .put("false_rejects", learnt.falseRejects())
                .put("clips", learnt.clips())
                .put(
                        "left_out",
                        Json.array(learnt.leftOut().entrySet().stream()
                                .map(clip -> (Json) Json.object()
                                        .put("clip", clip.getKey())
                                        .put("why", clip.getValue())
                                        .build())
                                .toList()))
                .put("refused_of_these", learnt.refusedOfThese());
        learnt.together()
                .ifPresent(clean -> out.put(
                        "together",
                        put(Json.object(), clean, Measure.Direction.AT_MOST).build()));
        return JsonWriter.pretty(out.put(
                                "measures",
                                Json.array(learnt.measures().stream()
                                        .map(CalibrationDocument::write)
                                        .toList()))
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Json write(Learnt learnt) {
        Measure measure = learnt.measure();
        Json.ObjectBuilder out = Json.object()
                .put("check", measure.check())
                .put("code", measure.code())
                .put("unit", measure.unit())
                .put("direction", enumText(measure.direction()))
                .put("origin", enumText(learnt.origin()))
                .put("threshold", learnt.threshold())
                .put("built_in_threshold", measure.threshold())
                .put("why", learnt.why());
        learnt.clean().ifPresent(clean -> put(out, clean, measure.direction()));
        return out.build();
    }

    /** Values as they are measured, the best first. */
    private static Json.ObjectBuilder put(
            Json.ObjectBuilder out, CleanDistribution clean, Measure.Direction direction) {
        double sign = direction == Measure.Direction.AT_MOST ? 1 : -1;
        return out.put("clips", clean.clips())
                .put(
                        "values_0_to_80_percent",
                        Json.array(clean.body().stream()
                                .map(value -> Json.of(sign * value + 0.0))
                                .toList()))
                .put("tail_scale", clean.scale())
                .put("tail_shape", clean.shape());
    }

    /** @throws BadInputException where it cannot be read or is none */
    public static Calibration read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw bad("NO-SUCH-FILE", file, "there is no such calibration file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw bad("TOO-LARGE", file, "a calibration has at most " + MOST_BYTES + " bytes");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw bad("UNREADABLE", file, String.valueOf(e.getMessage()));
        }
    }

    private static BadInputException bad(String code, Path file, String detail) {
        return new BadInputException(Problem.of(code, file.toString(), detail));
    }

    /** @throws BadInputException where it is none */
    public static Calibration read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document);
        JsonView schema = view.field("schema");
        if (!schema.asString().equals(SCHEMA)) {
            throw schema.bad("SCHEMA-UNKNOWN", "must be " + SCHEMA + ", as `tailforge calibrate` writes it");
        }
        Map<String, Double> thresholds = new HashMap<>();
        Map<String, CleanDistribution> clean = new HashMap<>();
        for (JsonView measure : view.field("measures").items()) {
            String key = measure.field("check").asString() + "/"
                    + measure.field("code").asString();
            if (measure.field("origin").asEnum(Origin.class) != Origin.BUILT_IN) {
                thresholds.put(key, measure.field("threshold").asDouble(-MOST, MOST));
            }
            Measure.Direction direction = measure.field("direction").asEnum(Measure.Direction.class);
            if (measure.find("values_0_to_80_percent").isPresent()) {
                clean.put(key, readClean(measure, direction));
            }
        }
        double falseRejects = view.field("false_rejects").asDouble(0, LearntCalibration.MOST_FALSE_REJECTS);
        return new Calibration(
                view.field("version").asString(),
                Sha256.hex(document),
                clean.isEmpty() ? 0 : falseRejects,
                thresholds,
                clean,
                view.find("together").map(together -> readClean(together, Measure.Direction.AT_MOST)));
    }

    private static CleanDistribution readClean(JsonView view, Measure.Direction direction) {
        double sign = direction == Measure.Direction.AT_MOST ? 1 : -1;
        JsonView values = view.field("values_0_to_80_percent");
        List<Double> body = values.items().stream()
                .map(value -> sign * value.asDouble(-MOST, MOST))
                .toList();
        try {
            return new CleanDistribution(
                    view.field("clips").asInt(1, MOST_CLIPS),
                    body,
                    view.field("tail_scale").asDouble(0, MOST),
                    view.field("tail_shape").asDouble(0, 1));
        } catch (IllegalArgumentException e) {
            throw values.bad(
                    "NOT-A-DISTRIBUTION",
                    "must hold " + CleanDistribution.BODY + " values that get worse, and a tail shape up to 0.5");
        }
    }

    /** The calibration that a document tells. */
    public static Calibration calibration(LearntCalibration learnt) {
        return read(learnt.version(), write(learnt));
    }
}
