package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.variation.ClipPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan asks that its layout answers differently: done the layout's way, and said. */
final class Oddities {
    private Oddities() {}

    static List<Problem> of(LayoutReading reading, ClipPlan plan) {
        String source = "scene " + plan.scene().name();
        List<Problem> problems = new ArrayList<>();
        DrivingSide side = reading.map().drivingSide();
        if (plan.variation().region().drivingSide() != side) {
            problems.add(Problem.of(
                    "REGION-DRIVING-SIDE",
                    source,
                    "the region " + plan.variation().region().id() + " drives on the other side; traffic keeps "
                            + (side == DrivingSide.LEFT ? "left" : "right") + " as the layout says"));
        }
        Optional<EgoTrajectory> given = plan.scene()
                .ego()
                .or(() -> plan.scene().startLane().isPresent()
                        ? Optional.empty()
                        : reading.recording().map(recording -> recording.ego()));
        if (given.isPresent() && given.get().endMicros() + 40_000 < plan.grid().durationMicros()) {
            problems.add(Problem.of(
                    "SCENE-EGO-PATH-SHORT",
                    source,
                    "the ego's path ends after " + given.get().endMicros() * 1e-6 + " s, the clip after "
                            + plan.grid().durationMicros() * 1e-6 + " s; the ego stands still from there"));
        }
        return problems;
    }
}
