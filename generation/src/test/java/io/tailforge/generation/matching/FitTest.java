package io.tailforge.generation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.ModelLimits.Controls;
import io.tailforge.generation.RateRule;
import io.tailforge.generation.SizeRule;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.matching.Ask.Sensors;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
    /** Cosmos-Transfer2.5 multiview as it is published: named views, 720p, 10 fps, 29 frames a pass that go on from one. */
    private static final ModelLimits MULTIVIEW = ModelLimits.ANY_SCENE
            .withViews(new ViewRule(
                    1,
                    7,
                    List.of("front_wide", "cross_right", "rear_right", "rear", "rear_left", "cross_left", "front_tele"),
                    false))
            .withSizes(new SizeRule.Listed(List.of(new SizeRule.Size(1280, 704), new SizeRule.Size(1280, 720))))
            .withRates(new RateRule.Listed(List.of(10)))
            .withFrames(new FrameRule.Listed(List.of(29)), Optional.of(new Chunks(Optional.of(29), 1)))
            .withControls(new Controls(Set.of("wsm"), 1))
            .withDeterminism("seeded");

    private static final List<String> RIG = List.of(
            "camera_front_wide_120fov", "camera_cross_left_120fov", "camera_rear_left_70fov", "camera_rear_tele_30fov");

    private static Ask ask(int frames, int fps, int width, int height, List<String> cameras, String... controls) {
        Map<String, Set<String>> there = new HashMap<>();
        cameras.forEach(camera -> there.put(camera, Set.of(controls)));
        return new Ask(
                new FrameGrid(frames, fps, width, height),
                Set.of(ObjectKind.RGB),
                new Sensors(cameras, false),
                new Sensors(List.of(), false),
                Optional.empty(),
                there,
                Map.of());
    }

    private static Capabilities offer(ModelLimits limits, String... controls) {
        EngineIdentity engine = new EngineIdentity("engine", "1", EngineIdentity.NO_WEIGHTS, "gpu");
        return new Capabilities(
                "grpc://somewhere:1",
                List.of(new ModelCaps(
                        ContractModel.MULTIVIEW_VIDEO, engine, Set.of(ObjectKind.RGB), limits, Set.of(controls))));
    }

    private static List<Misfit> misfits(Ask ask, Capabilities offer) {
        Fit fit = Fit.of(ask, offer);
        assertThat(fit).isInstanceOf(Fit.None.class);
        return ((Fit.None) fit).reasons();
    }

    private static SplitPlan plan(Ask ask, Capabilities offer) {
        Fit fit = Fit.of(ask, offer);
        assertThat(fit).isInstanceOf(Fit.Split.class);
        return ((Fit.Split) fit).plan();
    }

    @Test
    void aClipOfARealEnginesShapeFits() {
        assertThat(Fit.of(ask(29, 10, 1280, 704, RIG, "wsm", "hdmap"), offer(MULTIVIEW, "wsm", "depth")))
                .isEqualTo(new Fit.Whole());
    }

    @Test
    void aLongerClipIsMadeInChunksThatGoOnFromEachOther() {
        SplitPlan plan = plan(ask(85, 10, 1280, 704, RIG, "wsm"), offer(MULTIVIEW, "wsm"));
        assertThat(plan.parts())
                .extracting(part -> part.frames().orElseThrow())
                .containsExactly(new FrameSpan(0, 29, 0), new FrameSpan(29, 28, 1), new FrameSpan(57, 28, 1));
        assertThat(plan.warnings()).containsExactly("multiview_video: frames made in 3 chunks, overlap 1");
    }

    @Test
    void everyReasonNamesItsFieldTheValueAndTheNearestOnesThatWouldDo() {
        List<Misfit> misfits = misfits(ask(121, 30, 640, 352, RIG, "hdmap"), offer(MULTIVIEW, "wsm"));
        assertThat(misfits)
                .extracting(Misfit::token, misfit -> misfit.field().key(), Misfit::asked, Misfit::nearest)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "TF-CAP-SIZE", "width", "640x352", List.of("1280x704", "1280x720")),
                        org.assertj.core.groups.Tuple.tuple("TF-CAP-FPS", "fps", "30", List.of("10")),
                        org.assertj.core.groups.Tuple.tuple(
                                "TF-CAP-CONTROL", "views", "[hdmap]", List.of("world-scenario-v3")),
                        org.assertj.core.groups.Tuple.tuple(
                                "TF-CAP-FRAMES", "num_frames", "121", List.of("113", "141")));
        assertThat(misfits.get(2).detail()).contains("add to the spec's styles: world-scenario-v3");
    }

    @ParameterizedTest
    @CsvSource({
        "121, 93, 93, -1, '[93]'", // one length, whole clips only
        "121, 93, 93, 0, '[93, 186]'", // in parts that know nothing of each other
        "200, 93, 93, 0, '[186, 279]'",
        "20, 93, 93, 0, '[93]'",
        "121, 29, 29, 1, '[113, 141]'"
    })
    void theNearestNumbersOfFramesAreThoseThatPartsMakeUp(int asked, int listed, int chunk, int overlap, String near) {
        Optional<Chunks> chunks = overlap < 0 ? Optional.empty() : Optional.of(new Chunks(Optional.of(chunk), overlap));
        ModelLimits limits = ModelLimits.ANY_SCENE.withFrames(new FrameRule.Listed(List.of(listed)), chunks);
        List<Misfit> misfits = misfits(ask(asked, 10, 640, 352, RIG), offer(limits));
        assertThat(misfits)
                .singleElement()
                .satisfies(misfit -> assertThat(misfit.nearest().toString()).isEqualTo(near));
    }

    @Test
    void framesInStepsAreSpreadEvenly() {
        ModelLimits limits = ModelLimits.ANY_SCENE.withFrames(
                new FrameRule.Steps(8, 5, 93), Optional.of(new Chunks(Optional.empty(), 0)));
        SplitPlan plan = plan(ask(122, 10, 640, 352, RIG), offer(limits));
        assertThat(plan.parts())
                .extracting(part -> part.frames().orElseThrow().count())
                .containsExactly(61, 61);
        assertThat(misfits(
                        ask(121, 10, 640, 352, RIG),
                        offer(limits.withFrames(new FrameRule.Steps(8, 5, 93), Optional.empty()))))
                .singleElement()
                .satisfies(misfit -> assertThat(misfit.nearest()).containsExactly("93"));
    }

    @Test
    void moreViewsThanAnEngineTakesAreMadeInGroupsOfNeighbours() {
        ModelLimits limits = ModelLimits.ANY_SCENE.withViews(ViewRule.upTo(2).withSubsets());
        SplitPlan plan = plan(ask(9, 10, 640, 352, List.of("a", "b", "c")), offer(limits));
        assertThat(plan.parts())
                .extracting(part -> part.sensors().orElseThrow())
                .containsExactly(Set.of("a"), Set.of("b", "c"));
        assertThat(plan.warnings())
                .containsExactly("multiview_video: views made in 2 groups that did not see each other");
        assertThat(misfits(ask(9, 10, 640, 352, List.of("a", "b", "c")), offer(limits.withViews(ViewRule.upTo(2)))))
                .singleElement()
                .satisfies(misfit -> {
                    assertThat(misfit.token()).isEqualTo("TF-CAP-VIEWS");
                    assertThat(misfit.nearest()).containsExactly("2");
                });
    }

    @Test
    void aCameraThatTheEngineHasNoViewForIsNamed() {
        assertThat(misfits(
                        ask(29, 10, 1280, 704, List.of("camera_front_wide_120fov", "camera_roof"), "wsm"),
                        offer(MULTIVIEW, "wsm")))
                .singleElement()
                .satisfies(misfit -> {
                    assertThat(misfit.asked()).isEqualTo("camera_roof");
                    assertThat(misfit.nearest())
                            .contains("camera_rear", "camera_front_tele")
                            .doesNotContain("camera_front_wide");
                });
    }

    @Test
    void theLongestNameInACamerasNameIsItsView() {
        assertThat(MULTIVIEW.views().viewsOf(RIG))
                .containsEntry("camera_rear_left_70fov", "rear_left")
                .containsEntry("camera_rear_tele_30fov", "rear")
                .containsEntry("camera_cross_left_120fov", "cross_left");
    }

    @Test
    void aKindThatNobodyMakesIsAReason() {
        Ask ask = ask(9, 10, 640, 352, RIG);
        Ask flow = new Ask(
                ask.grid(), Set.of(ObjectKind.FLOW), ask.cameras(), ask.lidars(), ask.span(), ask.controls(), Map.of());
        assertThat(misfits(flow, offer(ModelLimits.ANY_SCENE)))
                .extracting(Misfit::token)
                .containsExactly("TF-CAP-KIND");
    }

    @Test
    void theEndpointThatNeedsNoSplitIsTheBest() {
        Ask ask = ask(20, 10, 640, 352, RIG);
        ModelLimits small =
                ModelLimits.ANY_SCENE.withFrames(FrameRule.upTo(10), Optional.of(new Chunks(Optional.empty(), 0)));
        assertThat(Fit.best(ask, List.of(offer(small), offer(ModelLimits.ANY_SCENE))))
                .isEqualTo(new Fit.Whole());
        assertThat(Fit.best(ask, List.of(offer(MULTIVIEW, "wsm"), offer(small))))
                .isInstanceOf(Fit.Split.class);
    }
}
