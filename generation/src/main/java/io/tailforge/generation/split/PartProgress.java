package io.tailforge.generation.split;

import io.tailforge.generation.GenerationBackend.ProgressListener;
import io.tailforge.generation.matching.SplitPlan;

/** One progress of many parts, each as much as the others; it never falls. */
final class PartProgress {
    private final double[] fractions;
    private final ProgressListener whole;
    private double reached;

    PartProgress(SplitPlan plan, ProgressListener whole) {
        this.fractions = new double[plan.parts().size()];
        this.whole = whole;
    }

    ProgressListener of(int part) {
        return fraction -> report(part, fraction);
    }

    private synchronized void report(int part, double fraction) {
        fractions[part] = Math.max(fractions[part], fraction);
        double sum = 0;
        for (double one : fractions) {
            sum += one;
        }
        if (sum / fractions.length > reached) {
            reached = sum / fractions.length;
            whole.onProgress(reached);
        }
    }
}
