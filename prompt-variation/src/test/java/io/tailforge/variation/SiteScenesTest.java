package io.tailforge.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.Waypoint;
import io.tailforge.variation.read.VariationSpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteScenesTest {
    private static final String SPEC = """
            name: city
            scenes:
              - name: before
              - name: open
                site: {kind: junction, arms: {min: 3}, limit: 7}
                actors: [{role: oncoming, class: car, count: 3}]
              - name: after
            seeds: 2
            variations: [Sunny, Rainy]
            """;

    private static VariationSpec read(String yaml) {
        return VariationSpecReader.read("spec", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static SiteFeature site(String id, double x) {
        Vec3 at = new Vec3(x, 2, 3);
        return new SiteFeature(
                id,
                Kind.JUNCTION,
                Shape.POINT,
                Polyline3.of(List.of(at)),
                at,
                DrivingSide.RIGHT,
                SiteTraits.NONE,
                List.of("l" + x));
    }

    @Test
    void oneQueryBecomesASceneForEachSiteInItsPlaceAmongTheOthers() {
        VariationSpec spec = read(SPEC);
        assertThat(spec.isPlaced()).isFalse();
        assertThat(spec.mostScenes()).isEqualTo(9);
        VariationSpec placed = spec.placed(wanted -> List.of(site("junction-4", 10), site("junction-9", 20)));
        assertThat(placed.scenes())
                .extracting(SceneRequest::name)
                .containsExactly("before", "open-junction-4", "open-junction-9", "after");
        SceneRequest there = placed.scenes().get(2);
        assertThat(there.through()).contains(new Waypoint(new Vec3(20, 2, 3), List.of("l20.0")));
        assertThat(there.actors()).hasSize(1);
        assertThat(placed.scenes().getLast().through()).isEqualTo(Optional.empty());
        assertThat(new VariationPlanner().count(placed)).isEqualTo(16);
    }

    @Test
    void nothingIsPlannedBeforeTheSitesAreKnown() {
        assertThatThrownBy(() -> new VariationPlanner().count(read(SPEC))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void scenesThatWouldBeCalledTheSameAreRefused() {
        VariationSpec spec = read(SPEC.replace("name: before", "name: open-junction-4"));
        assertThatThrownBy(() -> spec.placed(wanted -> List.of(site("junction-4", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("open-junction-4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {name: s, site: {kind: junction}, start_lane: 3}       | EGO-UNCLEAR      | /scenes/0/start_lane
                    {name: s, site: {kind: junction}, through: {x: 1, y: 2}} | EGO-UNCLEAR    | /scenes/0/through
                    {name: s, site: {kind: junction}, ego: [{t: 0, x: 0, y: 0}]} | EGO-UNCLEAR | /scenes/0/site
                    {name: s, through: {x: 1}}                             | MISSING-KEY      | /scenes/0/through
                    {name: s, through: {x: 1, y: .nan}}                    | WRONG-TYPE       | /scenes/0/through/y
                    {name: s, site: {kind: junction, layouts: [a]}}        | UNKNOWN-KEY      | /scenes/0/site/layouts
                    {name: s, site: {limit: 5000}}                         | OUT-OF-RANGE     | /scenes/0/site/limit
                    {name: a-name-of-more-than-twenty-four, site: {}}      | IMPOSSIBLE-VALUE | /scenes/0
                    """)
    void whatDoesNotGoTogetherIsRefusedWithItsPlace(String scene, String code, String pointer) {
        assertThatThrownBy(() -> read("name: a\nscenes: [" + scene + "]\n"))
                .isInstanceOfSatisfying(BadInputException.class, refused -> {
                    assertThat(refused.problems().getFirst().code()).isEqualTo(code);
                    assertThat(refused.problems().getFirst().pointer()).isEqualTo(pointer);
                });
    }
}
