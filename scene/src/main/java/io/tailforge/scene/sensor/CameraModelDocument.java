package io.tailforge.scene.sensor;

import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A camera model as JSON, {@code type} first; lengths in pixels, coefficients in OpenCV's order. */
final class CameraModelDocument {
    private static final String[] PERSPECTIVE = {"type", "width", "height", "fx", "fy", "cx", "cy"};

    private CameraModelDocument() {}

    static Json write(CameraModel model) {
        return switch (model) {
            case FThetaCamera m -> writeFTheta(m);
            case PinholeCamera m ->
                perspective("pinhole", m, m.fx(), m.fy(), m.cx(), m.cy()).build();
            case FisheyeCamera m ->
                perspective("fisheye", m, m.fx(), m.fy(), m.cx(), m.cy())
                        .put("distortion", numbers(m.k()))
                        .build();
            case RationalCamera m ->
                perspective("rational", m, m.fx(), m.fy(), m.cx(), m.cy())
                        .put("distortion", numbers(m.distortion()))
                        .build();
        };
    }

    private static Json.ObjectBuilder sized(String type, CameraModel model) {
        return Json.object().put("type", type).put("width", model.width()).put("height", model.height());
    }

    private static Json.ObjectBuilder perspective(
            String type, CameraModel model, double fx, double fy, double cx, double cy) {
        return sized(type, model).put("fx", fx).put("fy", fy).put("cx", cx).put("cy", cy);
    }

    private static Json writeFTheta(FThetaCamera m) {
        Json.ObjectBuilder out = sized("ftheta", m)
                .put("cx", m.cx())
                .put("cy", m.cy())
                .put("polynomial", numbers(m.polynomial()))
                .put("direction", enumText(m.direction()))
                .put("linear_cde", Json.ofNumbers(m.c(), m.d(), m.e()))
                .put("vertical_scale", m.verticalScale());
        m.fitRadius().ifPresent(radius -> out.put("fit_radius", radius));
        return out.build();
    }

    private static Json numbers(List<Double> values) {
        return Json.ofNumbers(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** @throws io.tailforge.scene.problem.BadInputException also where the lens maps nothing that could be drawn */
    static CameraModel read(JsonView view) {
        return valid(view, () -> {
            CameraModel model = readKind(view);
            model.prepared();
            return model;
        });
    }

    private static CameraModel readKind(JsonView view) {
        JsonView type = view.field("type");
        return switch (type.asString()) {
            case "ftheta" -> readFTheta(view);
            case "pinhole" -> readPinhole(view);
            case "fisheye" -> readFisheye(view);
            case "rational" -> readRational(view);
            default ->
                throw type.bad(
                        "UNKNOWN-VALUE",
                        "camera models are ftheta, pinhole, fisheye and rational, not '" + type.asString() + "'");
        };
    }

    private static int pixels(JsonView view, String key) {
        return view.field(key).asInt(1, 16384);
    }

    private static FThetaCamera readFTheta(JsonView view) {
        view.onlyKeys(
                "type",
                "width",
                "height",
                "cx",
                "cy",
                "polynomial",
                "direction",
                "linear_cde",
                "vertical_scale",
                "fit_radius");
        double[] cde =
                view.find("linear_cde").map(linear -> linear.asDoubles(3)).orElse(new double[] {1, 0, 0});
        return new FThetaCamera(
                pixels(view, "width"),
                pixels(view, "height"),
                view.field("cx").asDouble(),
                view.field("cy").asDouble(),
                Arrays.stream(view.field("polynomial").asDoubles()).boxed().toList(),
                view.field("direction").asEnum(FThetaCamera.Direction.class),
                cde[0],
                cde[1],
                cde[2],
                view.find("vertical_scale").map(JsonView::asDouble).orElse(1.0),
                view.find("fit_radius")
                        .map(radius -> OptionalDouble.of(radius.asDouble()))
                        .orElse(OptionalDouble.empty()));
    }

    private static PinholeCamera readPinhole(JsonView view) {
        view.onlyKeys(PERSPECTIVE);
        return new PinholeCamera(
                pixels(view, "width"),
                pixels(view, "height"),
                view.field("fx").asDouble(),
                view.field("fy").asDouble(),
                view.field("cx").asDouble(),
                view.field("cy").asDouble());
    }

    private static FisheyeCamera readFisheye(JsonView view) {
        view.onlyKeys(distorted());
        return new FisheyeCamera(
                pixels(view, "width"),
                pixels(view, "height"),
                view.field("fx").asDouble(),
                view.field("fy").asDouble(),
                view.field("cx").asDouble(),
                view.field("cy").asDouble(),
                Arrays.stream(view.field("distortion").asDoubles(4)).boxed().toList());
    }

    private static RationalCamera readRational(JsonView view) {
        view.onlyKeys(distorted());
        return new RationalCamera(
                pixels(view, "width"),
                pixels(view, "height"),
                view.field("fx").asDouble(),
                view.field("fy").asDouble(),
                view.field("cx").asDouble(),
                view.field("cy").asDouble(),
                rationalCoefficients(view.field("distortion")));
    }

    private static String[] distorted() {
        String[] keys = Arrays.copyOf(PERSPECTIVE, PERSPECTIVE.length + 1);
        keys[PERSPECTIVE.length] = "distortion";
        return keys;
    }

    /** As OpenCV gives them: 4, 5 or 8 numbers, what is not given is zero. */
    private static List<Double> rationalCoefficients(JsonView view) {
        double[] given = view.asDoubles();
        if (given.length != 4 && given.length != 5 && given.length != 8) {
            throw view.bad(
                    "WRONG-LENGTH",
                    "must be k1, k2, p1, p2[, k3[, k4, k5, k6]], not " + given.length
                            + " numbers; thin-prism and tilt terms are not supported");
        }
        List<Double> all = new ArrayList<>(Arrays.stream(given).boxed().toList());
        while (all.size() < 8) {
            all.add(0.0);
        }
        return all;
    }
}
