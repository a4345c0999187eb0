package io.tailforge.generation.embedded;

import io.tailforge.generation.kserve.InferStatistics;
import io.tailforge.generation.kserve.ModelStatistics;
import io.tailforge.generation.kserve.StatisticDuration;

/** Counts and times of a model, as {@code ModelStatistics} reports them. */
final class QueueStatistics {
    private long lastInferenceMillis;
    private final Tally success = new Tally();
    private final Tally fail = new Tally();
    private final Tally queue = new Tally();

    synchronized void waited(long nanos) {
        queue.add(nanos);
    }

    synchronized void finished(boolean succeeded, long nanos) {
        (succeeded ? success : fail).add(nanos);
        lastInferenceMillis = System.currentTimeMillis();
    }

    synchronized ModelStatistics write(String model) {
        return ModelStatistics.newBuilder()
                .setName(model)
                .setVersion(KserveService.MODEL_VERSION)
                .setLastInference(lastInferenceMillis)
                .setInferenceCount(success.count)
                .setExecutionCount(success.count)
                .setInferenceStats(InferStatistics.newBuilder()
                        .setSuccess(success.write())
                        .setFail(fail.write())
                        .setQueue(queue.write())
                        .setComputeInfer(success.write()))
                .build();
    }

    private static final class Tally {
        private long count;
        private long nanos;

        private void add(long moreNanos) {
            count++;
            nanos += moreNanos;
        }

        private StatisticDuration write() {
            return StatisticDuration.newBuilder().setCount(count).setNs(nanos).build();
        }
    }
}
