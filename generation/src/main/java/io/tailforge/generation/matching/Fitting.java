package io.tailforge.generation.matching;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.contract.ControlKinds;
import io.tailforge.generation.matching.Ask.Sensors;
import io.tailforge.generation.matching.Misfit.Field;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds one request against one model. */
public final class Fitting {
    private Fitting() {}

    /** @throws io.tailforge.generation.GenerationException {@code TF-CAP-*} for the first reason why it does not fit */
    public static void require(ModelCaps model, Ask ask) {
        misfits(model, ask).stream().findFirst().ifPresent(misfit -> {
            throw misfit.toException();
        });
    }

    /** Every reason why a model cannot make something in one request; empty where it can. */
    public static List<Misfit> misfits(ModelCaps model, Ask ask) {
        List<Misfit> found = new ArrayList<>(misfitsOfPicture(model, ask));
        found.addAll(misfitsOfViews(model, ask.sensorsOf(model.model())));
        misfitOfFrames(model, ask).ifPresent(found::add);
        return found;
    }

    /** What splitting cannot mend: kinds, size, rate, controls, views that the engine does not know. */
    static List<Misfit> misfitsOfPicture(ModelCaps model, Ask ask) {
        List<Misfit> found = new ArrayList<>();
        misfitOfKinds(model, ask.want()).ifPresent(found::add);
        if (model.model() == ContractModel.MULTIVIEW_VIDEO) {
            misfitOfSize(model, ask).ifPresent(found::add);
            misfitOfRate(model, ask).ifPresent(found::add);
        }
        found.addAll(misfitsOfNames(model, ask.sensorsOf(model.model())));
        found.addAll(misfitsOfControls(model, ask));
        return found;
    }

    private static Optional<Misfit> misfitOfKinds(ModelCaps model, Set<ObjectKind> want) {
        if (model.kinds().containsAll(want)) {
            return Optional.empty();
        }
        return Optional.of(
                Misfit.of(Field.KIND, words(want), List.of(), name(model) + " makes " + words(model.kinds())));
    }

    private static String words(Set<ObjectKind> kinds) {
        return kinds.stream().sorted().map(JsonView::enumText).toList().toString();
    }

    private static Optional<Misfit> misfitOfSize(ModelCaps model, Ask ask) {
        int width = ask.grid().width();
        int height = ask.grid().height();
        if (model.limits().sizes().allows(width, height)) {
            return Optional.empty();
        }
        return Optional.of(Misfit.of(
                Field.SIZE,
                width + "x" + height,
                model.limits().sizes().nearest(width, height),
                name(model) + " makes pictures of " + model.limits().sizes().describe()));
    }

    private static Optional<Misfit> misfitOfRate(ModelCaps model, Ask ask) {
        int fps = ask.grid().fps();
        if (model.limits().rates().allows(fps)) {
            return Optional.empty();
        }
        return Optional.of(Misfit.of(
                Field.FPS,
                fps,
                model.limits().rates().nearest(fps),
                name(model) + " makes " + model.limits().rates().describe()));
    }

    private static List<Misfit> misfitsOfNames(ModelCaps model, Sensors sensors) {
        ViewRule rule = model.limits().views();
        if (rule.names().isEmpty()) {
            return List.of();
        }
        var known = rule.viewsOf(sensors.names());
        List<String> free =
                rule.names().stream().filter(view -> !known.containsValue(view)).toList();
        return sensors.names().stream()
                .filter(camera -> !known.containsKey(camera))
                .map(camera -> Misfit.of(
                        Field.VIEWS,
                        camera,
                        free.stream().map(view -> "camera_" + view).toList(),
                        name(model) + " knows the views " + rule.names() + ", each once, by the camera's name"))
                .toList();
    }

    private static List<Misfit> misfitsOfControls(ModelCaps model, Ask ask) {
        return ask.sensorsOf(model.model()).names().stream()
                .flatMap(sensor ->
                        misfitOfControls(model, sensor, ask.controls().getOrDefault(sensor, Set.of())).stream())
                .limit(1)
                .toList();
    }

    private static Optional<Misfit> misfitOfControls(ModelCaps model, String sensor, Set<String> there) {
        var rule = model.limits().controls();
        List<String> missing = rule.needed().stream()
                .filter(kind -> !there.contains(kind))
                .sorted()
                .toList();
        long useful = model.controlKinds().stream().filter(there::contains).count();
        if (missing.isEmpty() && useful >= rule.atLeast()) {
            return Optional.empty();
        }
        List<String> helpful = missing.isEmpty()
                ? model.controlKinds().stream()
                        .filter(kind -> !there.contains(kind))
                        .sorted()
                        .toList()
                : missing;
        List<String> styles = helpful.stream().map(ControlKinds::styleOf).toList();
        return Optional.of(new Misfit(
                Field.CONTROL,
                there.stream().sorted().toList().toString(),
                styles,
                "%s needs %s of control video for %s, there is %s; add to the spec's styles: %s"
                        .formatted(
                                name(model),
                                missing.isEmpty() ? "at least " + rule.atLeast() + " kinds" : missing,
                                sensor,
                                there.stream().sorted().toList(),
                                String.join(missing.isEmpty() ? " or " : ", ", styles))));
    }

    private static List<Misfit> misfitsOfViews(ModelCaps model, Sensors sensors) {
        ViewRule rule = model.limits().views();
        int count = sensors.names().size();
        if (sensors.subset() && !rule.subsets()) {
            return List.of(Misfit.of(
                    Field.VIEWS,
                    sensors.names(),
                    List.of(),
                    name(model) + " only makes all sensors of a rig together"));
        }
        return rule.allows(count) ? List.of() : List.of(misfitOfCount(model, count));
    }

    static Misfit misfitOfCount(ModelCaps model, int count) {
        ViewRule rule = model.limits().views();
        return Misfit.of(
                Field.VIEWS,
                count,
                List.of(Math.clamp(count, rule.least(), rule.mostAtOnce())),
                "%s takes %d to %d %s at a time"
                        .formatted(name(model), rule.least(), rule.mostAtOnce(), sensorWord(model.model())));
    }

    private static String sensorWord(ContractModel model) {
        return model == ContractModel.LIDAR_SWEEP ? "LiDARs" : "views";
    }

    private static Optional<Misfit> misfitOfFrames(ModelCaps model, Ask ask) {
        FrameRule rule = model.limits().frames();
        if (ask.span().isPresent()) {
            return misfitOfSpan(model, ask.span().get());
        }
        int frames = ask.grid().frames();
        return rule.allows(frames) ? Optional.empty() : Optional.of(misfitOfFrames(model, frames));
    }

    /** @param frames that cannot be made, not even in parts */
    static Misfit misfitOfFrames(ModelCaps model, int frames) {
        return Misfit.of(
                Field.FRAMES,
                frames,
                FramePlanner.of(model.limits()).nearest(frames),
                name(model) + " makes " + model.limits().frames().describe());
    }

    private static Optional<Misfit> misfitOfSpan(ModelCaps model, FrameSpan span) {
        Optional<Chunks> chunks = model.limits().chunks();
        if (chunks.isEmpty()) {
            return Optional.of(Misfit.of(
                    Field.FRAMES, span, List.of(), name(model) + " makes whole clips only, no parts of their frames"));
        }
        int overlap = span.first() == 0 ? 0 : chunks.get().overlap();
        int atOnce = span.overlap() + span.count();
        boolean fits = span.overlap() == overlap
                && model.limits().frames().allows(atOnce)
                && atOnce <= chunks.get().frames().orElse(Integer.MAX_VALUE);
        return fits
                ? Optional.empty()
                : Optional.of(Misfit.of(
                        Field.FRAMES,
                        span,
                        List.of(),
                        "%s makes parts of %s, going on from %d frames"
                                .formatted(name(model), model.limits().frames().describe(), overlap)));
    }

    private static String name(ModelCaps model) {
        return model.model().wireName();
    }
}
