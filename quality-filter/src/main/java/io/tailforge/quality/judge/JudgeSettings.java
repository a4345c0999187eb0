package io.tailforge.quality.judge;

/**
 * @param frames pictures a camera, spread over the clip
 * @param votes how often each question is asked; more than half must agree
 * @param rejectFrom a no of at least this confidence refuses the clip; more than 1: none does, a person must look
 */
public record JudgeSettings(int frames, int votes, double rejectFrom) {
    /** Advice only. */
    public static final JudgeSettings ADVISORY = new JudgeSettings(3, 3, 2);

    public JudgeSettings {
        if (frames < 1 || frames > 16) {
            throw new IllegalArgumentException("tailforge.judge.frames must be 1..16");
        }
        if (votes < 1 || votes > 9 || votes % 2 == 0) {
            throw new IllegalArgumentException("tailforge.judge.votes must be 1, 3, 5, 7 or 9");
        }
        if (!(rejectFrom >= 0.5 && rejectFrom <= 2)) {
            throw new IllegalArgumentException("tailforge.judge.reject-from must be 0.5..1, or 2 for never");
        }
    }
}
