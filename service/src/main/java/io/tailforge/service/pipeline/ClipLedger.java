package io.tailforge.service.pipeline;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.cost.ClipCost;
import io.tailforge.service.cost.ClipMeter;
import io.tailforge.service.cost.CostHistory;
import io.tailforge.service.cost.CostSample;
import io.tailforge.service.cost.CpuShares;
import io.tailforge.service.cost.Fleets;
import io.tailforge.service.cost.Generated;
import org.springframework.stereotype.Component;

/** Measures clips and keeps what they cost for the estimates of others. */
@Component
class ClipLedger {
    private final CpuShares cpu;
    private final Fleets fleets;
    private final CostHistory history;

    ClipLedger(CpuShares cpu, Fleets fleets, CostHistory history) {
        this.cpu = cpu;
        this.fleets = fleets;
        this.history = history;
    }

    /** A meter that begins now. */
    ClipMeter measure() {
        return new ClipMeter(cpu, fleets.areEmbedded());
    }

    /** Keeps what a finished clip cost. @param attempts that were generated, at least one */
    void record(ClipRow clip, Ordering.Paid order, int attempts, ClipCost cost, ClipResult result) {
        Generated all = cost.generated();
        EngineIdentity engine = result.generation().engine();
        history.add(new CostSample(
                clip.requestId(),
                clip.ordinal(),
                engine.name(),
                engine.version(),
                engine.device(),
                order.shape(),
                all.workedSeconds() / attempts,
                cost.stagesCpuSeconds(),
                cost.stagesWallSeconds(),
                result.files().stream().mapToLong(ArtifactRef::bytes).sum()));
    }
}
