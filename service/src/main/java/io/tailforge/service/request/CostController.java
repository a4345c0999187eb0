package io.tailforge.service.request;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.cost.CostEstimate;
import io.tailforge.service.cost.CostHistory;
import io.tailforge.service.pipeline.ClipJobs;
import io.tailforge.service.pipeline.PlanEstimates;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/requests/{id}/cost")
class CostController {
    private final RequestCatalog requests;
    private final CostHistory history;
    private final ClipJobs jobs;
    private final PlanEstimates estimates;

    CostController(RequestCatalog requests, CostHistory history, ClipJobs jobs, PlanEstimates estimates) {
        this.requests = requests;
        this.history = history;
        this.jobs = jobs;
        this.estimates = estimates;
    }

    /**
     * What a request has spent, in seconds of generation.
     *
     * @param wastedSeconds the part of it that went into tries that failed
     * @param estimate for all its clips, as it would be told today; absent where its spec or layout can no longer be read
     */
    record Shown(
            double spentSeconds, double wastedSeconds, OptionalDouble budgetSeconds, Optional<CostEstimate> estimate) {}

    @GetMapping
    Shown get(@PathVariable String id) {
        RequestRow row = requests.get(id);
        CostHistory.Spent spent = history.spent(id);
        return new Shown(spent.seconds(), spent.wasted(), row.terms().budgetSeconds(), estimate(row));
    }

    private Optional<CostEstimate> estimate(RequestRow row) {
        try {
            return Optional.of(estimates.estimate(jobs.plan(row)));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }
}
