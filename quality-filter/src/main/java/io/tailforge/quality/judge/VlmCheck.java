package io.tailforge.quality.judge;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.chat.ChatModel;

/**
 * V1: a vision model is asked about a few frames of each camera. Its no is a warning, unless it is at least as confident as
 * the calibrated threshold; what it does not answer, in time and in the form asked for, is not judged and never a pass.
 */
public final class VlmCheck implements QualityCheck {
    static final String ID = "vlm-judge";

    private final ChatModel model;
    private final JudgeSettings settings;

    public VlmCheck(ChatModel model, JudgeSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "a vision model sees the weather, light and road that were asked for, and no defects: " + model.name();
    }

    @Override
    public int cost() {
        return 1000;
    }

    @Override
    public boolean survivorsOnly() {
        return true;
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new VlmExamination(clip, model, settings);
    }
}
