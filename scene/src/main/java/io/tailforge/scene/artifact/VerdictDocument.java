package io.tailforge.scene.artifact;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.stream.DoubleStream;

/** A verdict as it is stored and published: decision, attempt, score and every finding with value and threshold. */
public final class VerdictDocument {
    private VerdictDocument() {}

    public static Json write(Verdict verdict) {
        Json.ObjectBuilder out =
                Json.object().put("decision", enumText(verdict.decision())).put("attempt", verdict.attempt());
        verdict.score().ifPresent(score -> put(out, score));
        return out.put(
                        "findings",
                        Json.array(verdict.findings().stream()
                                .map(VerdictDocument::write)
                                .toList()))
                .build();
    }

    private static void put(Json.ObjectBuilder out, ClipScore score) {
        out.put("score", score.value())
                .put("reject_below", score.rejectBelow())
                .put("accept_from", score.acceptFrom())
                .put(
                        "calibration",
                        Json.object()
                                .put("version", score.calibration())
                                .put("sha256", score.calibrationSha256())
                                .build());
    }

    private static ClipScore readScore(JsonView view) {
        JsonView calibration = view.field("calibration");
        double rejectBelow = view.field("reject_below").asDouble(0, 1);
        return new ClipScore(
                view.field("score").asDouble(0, 1),
                rejectBelow,
                view.field("accept_from").asDouble(rejectBelow, 1),
                calibration.field("version").asString(),
                calibration.field("sha256").asString());
    }

    private static Json write(Finding finding) {
        Json.ObjectBuilder out = Json.object()
                .put("check", finding.check())
                .put("code", finding.code())
                .put("severity", enumText(finding.severity()))
                .put("value", number(finding.value()))
                .put("threshold", number(finding.threshold()))
                .put("unit", finding.unit())
                .put("first_frame", finding.firstFrame())
                .put("last_frame", finding.lastFrame())
                .put("detail", finding.detail());
        finding.camera().ifPresent(camera -> out.put("camera", camera));
        finding.region().ifPresent(region -> out.put("region", write(region)));
        return out.build();
    }

    private static Json write(ImageRegion region) {
        return Json.array(DoubleStream.of(region.left(), region.top(), region.right(), region.bottom())
                .mapToObj(Json::of)
                .toList());
    }

    private static Json number(double value) {
        return Double.isFinite(value) ? Json.of(value) : new Json.Null(0);
    }

    public static Verdict read(JsonView view) {
        return new Verdict(
                view.field("decision").asEnum(Verdict.Decision.class),
                view.field("attempt").asInt(1, 1000),
                view.field("findings").items().stream()
                        .map(VerdictDocument::readFinding)
                        .toList(),
                view.find("score").map(score -> readScore(view)));
    }

    private static ImageRegion readRegion(JsonView view) {
        double[] sides = view.asDoubles(4);
        try {
            return new ImageRegion(sides[0], sides[1], sides[2], sides[3]);
        } catch (IllegalArgumentException e) {
            throw view.bad("NOT-A-REGION", "must be left, top, right and bottom in shares of the picture");
        }
    }

    private static Finding readFinding(JsonView view) {
        return new Finding(
                view.field("check").asString(),
                view.field("code").asString(),
                view.field("severity").asEnum(Finding.Severity.class),
                view.find("value").map(JsonView::asDouble).orElse(Double.NaN),
                view.find("threshold").map(JsonView::asDouble).orElse(Double.NaN),
                view.field("unit").asString(),
                view.find("camera").map(JsonView::asString),
                view.field("first_frame").asInt(-1, Integer.MAX_VALUE),
                view.field("last_frame").asInt(-1, Integer.MAX_VALUE),
                view.find("region").map(VerdictDocument::readRegion),
                view.field("detail").asString());
    }
}
