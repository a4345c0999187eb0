package io.tailforge.service.evaluation;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.Json;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.pipeline.WorldViews;
import java.util.List;

/** Judges clips that are there: one try, nothing is made again. */
public final class Evaluator {
    public static final String SCHEMA = "tailforge.evaluation/1";

    private final QualityFilter filter;
    private final Calibration calibration;
    private final Worlds worlds;

    public Evaluator(QualityFilter filter, Calibration calibration, Worlds worlds) {
        this.filter = filter;
        this.calibration = calibration;
        this.worlds = worlds;
    }

    public Verdict judge(ForeignClip clip) {
        return filter.judge(complete(clip.evidence()), 1, 1);
    }

    /** What its checks find, without a decision. */
    public List<Finding> examine(ForeignClip clip) {
        return filter.examine(complete(clip.evidence()));
    }

    private ClipEvidence complete(ClipEvidence clip) {
        return clip.calibrated(calibration)
                .expecting(new WorldViews(clip.scene(), () -> worlds.of(clip.scene(), clip.map())));
    }

    /** A verdict as {@code evaluate --json} and the REST API answer it. */
    public static Json write(ForeignClip clip, Verdict verdict) {
        Json.ObjectBuilder out = Json.object()
                .put("schema", SCHEMA)
                .put("layout", clip.shape().text())
                .put(
                        "cameras",
                        Json.ofStrings(clip.evidence().result().views().stream()
                                .map(view -> view.camera())
                                .toList()))
                .put("sweeps", clip.evidence().result().sweeps().size())
                .put("frames", clip.evidence().scene().grid().frames());
        if (VerdictDocument.write(verdict) instanceof Json.Obj own) {
            own.fields().forEach(out::put);
        }
        return out.build();
    }
}
