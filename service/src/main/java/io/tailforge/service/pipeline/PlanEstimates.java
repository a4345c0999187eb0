package io.tailforge.service.pipeline;

import io.tailforge.service.cost.ClipShape;
import io.tailforge.service.cost.CostEstimate;
import io.tailforge.service.cost.CostEstimator;
import io.tailforge.service.cost.Fleets;
import org.springframework.stereotype.Component;

/** What a planned request will cost. All its clips have one shape, that of the first. */
@Component
public class PlanEstimates {
    private final ClipPipeline pipeline;
    private final CostEstimator estimator;
    private final Fleets fleets;

    public PlanEstimates(ClipPipeline pipeline, CostEstimator estimator, Fleets fleets) {
        this.pipeline = pipeline;
        this.estimator = estimator;
        this.fleets = fleets;
    }

    public CostEstimate estimate(ClipJobs.Plan plan) {
        ClipShape shape = ClipShape.of(
                pipeline.assemble(plan.clip(0)).scene(),
                plan.spec().styles().size(),
                plan.spec().generation().steps());
        return estimator.estimate(
                plan.total(), shape, fleets.find(plan.request().terms().engine()));
    }
}
