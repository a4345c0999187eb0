package io.tailforge.generation.matching;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.matching.Ask.Sensors;
import io.tailforge.scene.artifact.FrameSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts what one model is asked into requests that it takes. */
sealed interface Splitting {
    record Parts(SplitPlan plan) implements Splitting {}

    record Refused(List<Misfit> reasons) implements Splitting {}

    static Splitting of(ModelCaps model, Ask ask) {
        if (Fitting.misfits(model, ask).isEmpty()) {
            return new Parts(new SplitPlan(
                    List.of(new SplitPlan.Part(ask.want(), Optional.empty(), Optional.empty())), List.of()));
        }
        List<Misfit> reasons = new ArrayList<>(Fitting.misfitsOfPicture(model, ask));
        Sensors sensors = ask.sensorsOf(model.model());
        List<List<String>> groups = groups(model.limits().views(), sensors.names());
        if (groups.isEmpty()) {
            reasons.add(Fitting.misfitOfCount(model, sensors.names().size()));
        }
        List<Optional<FrameSpan>> spans = spans(model, ask.grid().frames());
        if (spans.isEmpty()) {
            reasons.add(Fitting.misfitOfFrames(model, ask.grid().frames()));
        }
        return reasons.isEmpty() ? new Parts(plan(model, ask, groups, spans)) : new Refused(reasons);
    }

    /** Neighbours in the rig, as few groups as can be, as equal as can be; empty where that does not fit. */
    private static List<List<String>> groups(ViewRule rule, List<String> names) {
        if (rule.allows(names.size())) {
            return List.of(names);
        }
        int count = (names.size() + rule.mostAtOnce() - 1) / rule.mostAtOnce();
        if (!rule.subsets() || names.size() / count < rule.least()) {
            return List.of();
        }
        List<List<String>> groups = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            groups.add(names.subList(names.size() * group / count, names.size() * (group + 1) / count));
        }
        return groups;
    }

    private static List<Optional<FrameSpan>> spans(ModelCaps model, int frames) {
        if (model.limits().frames().allows(frames)) {
            return List.of(Optional.empty());
        }
        return FramePlanner.of(model.limits()).cut(frames).orElse(List.of()).stream()
                .map(Optional::of)
                .toList();
    }

    /** Frames in which no LiDAR of a group begins a sweep leave nothing to ask for. */
    private static boolean isWork(ModelCaps model, Ask ask, List<String> group, Optional<FrameSpan> span) {
        return model.model() != ContractModel.LIDAR_SWEEP
                || span.isEmpty()
                || group.stream().anyMatch(lidar -> ask.sweeps(lidar, span.get()));
    }

    private static SplitPlan plan(
            ModelCaps model, Ask ask, List<List<String>> groups, List<Optional<FrameSpan>> spans) {
        List<SplitPlan.Part> parts = new ArrayList<>();
        for (List<String> group : groups) {
            Optional<Set<String>> sensors = groups.size() == 1 ? Optional.empty() : Optional.of(Set.copyOf(group));
            spans.stream()
                    .filter(span -> isWork(model, ask, group, span))
                    .forEach(span -> parts.add(new SplitPlan.Part(ask.want(), sensors, span)));
        }
        return new SplitPlan(parts, warnings(model, groups.size(), framesOf(parts)));
    }

    private static List<Optional<FrameSpan>> framesOf(List<SplitPlan.Part> parts) {
        return parts.stream().map(SplitPlan.Part::frames).distinct().toList();
    }

    private static List<String> warnings(ModelCaps model, int groups, List<Optional<FrameSpan>> spans) {
        List<String> warnings = new ArrayList<>();
        String name = model.model().wireName();
        if (groups > 1) {
            String what = model.model() == ContractModel.LIDAR_SWEEP ? "LiDARs" : "views";
            warnings.add("%s: %s made in %d groups that did not see each other".formatted(name, what, groups));
        }
        if (spans.size() > 1) {
            int overlap = spans.getLast().map(FrameSpan::overlap).orElse(0);
            warnings.add("%s: frames made in %d chunks, overlap %d".formatted(name, spans.size(), overlap));
        }
        return warnings;
    }
}
