package io.tailforge.service.filterbench;

import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.List;
import java.util.Optional;

/**
 * One clip judged, or a plant that was skipped: a line of the bench's results.
 *
 * @param label what was planted; severity 0 for controls and for clips as they are
 * @param skipped why nothing was planted
 * @param accepted the verdict
 * @param score one less the filter's joint score: the higher the worse
 * @param alarms of each measure that failed the worst finding, and what failed without a figure; the clearest first
 * @param figures each measure's worst value, so that the same files can be judged by another calibration without looking again
 * @param seconds CPU time of judging, on its thread
 * @param planting CPU time of planting, or of making the control, on its thread
 */
public record BenchResult(
        String clip,
        String scene,
        PlantLabel label,
        Optional<String> skipped,
        boolean accepted,
        double score,
        List<Alarm> alarms,
        List<Figure> figures,
        double seconds,
        double planting) {
    private static final String CRASHED = "crashed: ";

    public BenchResult {
        alarms = List.copyOf(alarms);
        figures = List.copyOf(figures);
    }

    /** A measure's worst value and where it was found. */
    public record Figure(String check, String code, double value, Optional<String> sensor, int first, int last) {
        String key() {
            return check + "/" + code;
        }

        Json toJson() {
            Json.ObjectBuilder out = Json.object()
                    .put("check", check)
                    .put("code", code)
                    .put("value", value)
                    .put("first", first)
                    .put("last", last);
            sensor.ifPresent(name -> out.put("sensor", name));
            return out.build();
        }

        static Figure read(JsonView view) {
            return new Figure(
                    view.field("check").asString(),
                    view.field("code").asString(),
                    view.field("value").asDouble(),
                    view.find("sensor").map(JsonView::asString),
                    view.field("first").asInt(-1, Integer.MAX_VALUE),
                    view.field("last").asInt(-1, Integer.MAX_VALUE));
        }
    }

    /** A failed finding. */
    public record Alarm(String check, String code, Optional<String> sensor, int first, int last, double ratio) {
        String key() {
            return check + "/" + code;
        }

        Json toJson() {
            Json.ObjectBuilder out = Json.object()
                    .put("check", check)
                    .put("code", code)
                    .put("first", first)
                    .put("last", last)
                    .put("ratio", ratio);
            sensor.ifPresent(name -> out.put("sensor", name));
            return out.build();
        }

        static Alarm read(JsonView view) {
            return new Alarm(
                    view.field("check").asString(),
                    view.field("code").asString(),
                    view.find("sensor").map(JsonView::asString),
                    view.field("first").asInt(-1, Integer.MAX_VALUE),
                    view.field("last").asInt(-1, Integer.MAX_VALUE),
                    view.field("ratio").asDouble());
        }
    }

    static BenchResult skipped(BenchClip clip, PlantLabel label, String why, double planting) {
        return new BenchResult(
                clip.id(), clip.scene(), label, Optional.of(why), true, 0, List.of(), List.of(), 0, planting);
    }

    /** What threw while it was planted or judged costs itself alone and is told apart. */
    static BenchResult crashed(BenchClip clip, PlantLabel label, RuntimeException crash, double planting) {
        return skipped(clip, label, CRASHED + crash, planting);
    }

    public boolean isCrashed() {
        return skipped.filter(why -> why.startsWith(CRASHED)).isPresent();
    }

    /** The same measurements under another verdict. */
    BenchResult judged(boolean isAccepted, double strangeness, List<Alarm> found) {
        return new BenchResult(clip, scene, label, skipped, isAccepted, strangeness, found, figures, seconds, planting);
    }

    public String key() {
        return clip + "/" + row();
    }

    /** Fault and severity. */
    public String row() {
        return label.fault() + "/" + label.severity();
    }

    public boolean isSkipped() {
        return skipped.isPresent();
    }

    Json toJson() {
        Json.ObjectBuilder out =
                Json.object().put("clip", clip).put("scene", scene).put("label", label.toJson());
        skipped.ifPresent(why -> out.put("skipped", why));
        return out.put("accepted", accepted)
                .put("score", score)
                .put("alarms", Json.array(alarms.stream().map(Alarm::toJson).toList()))
                .put("figures", Json.array(figures.stream().map(Figure::toJson).toList()))
                .put("seconds", seconds)
                .put("planting_seconds", planting)
                .build();
    }

    static BenchResult read(JsonView view) {
        return new BenchResult(
                view.field("clip").asString(),
                view.field("scene").asString(),
                PlantLabel.read(view.field("label")),
                view.find("skipped").map(JsonView::asString),
                view.field("accepted").asBoolean(),
                view.field("score").asDouble(),
                view.field("alarms").items().stream().map(Alarm::read).toList(),
                view.find("figures").map(JsonView::items).orElse(List.of()).stream()
                        .map(Figure::read)
                        .toList(),
                view.field("seconds").asDouble(),
                view.find("planting_seconds").map(JsonView::asDouble).orElse(0.0));
    }
}
