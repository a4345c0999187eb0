package io.tailforge.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.variation.read.VariationSpecReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariationPlannerTest {
    private static final VariationPlanner PLANNER = new VariationPlanner();

    @Test
    void everyVariationOfASceneAtOneSeedShowsTheSameTraffic() {
        VariationSpec spec = spec("scenes: [{name: s}, {name: t}]\nseeds: 2\nvariations: [Sunny, Rainy, Foggy]");
        assertThat(PLANNER.count(spec)).isEqualTo(12);
        Set<Long> seeds = new HashSet<>();
        for (long slot = 0; slot < 4; slot++) {
            ClipPlan first = PLANNER.plan(spec, 3 * slot);
            for (long v = 1; v < 3; v++) {
                ClipPlan other = PLANNER.plan(spec, 3 * slot + v);
                assertThat(other.seed()).isEqualTo(first.seed());
                assertThat(other.scene()).isEqualTo(first.scene());
                assertThat(other.variation().name())
                        .isNotEqualTo(first.variation().name());
            }
            seeds.add(first.seed());
        }
        assertThat(seeds).hasSize(4);
    }

    @Test
    void aPlanIsAPureFunctionAlsoAtTheFarEndOfTenMillion() {
        String text = "scenes: [{name: s}]\nvariations: {sample: {count: 10000000, seed: 5,"
                + " weather: [Sunny, {name: r, preset: Rainy, rain_mm_h: [1, 50]}], time: [Noon, Night]}}";
        assertThat(PLANNER.count(spec(text))).isEqualTo(10_000_000);
        ClipPlan last = PLANNER.plan(spec(text), 9_999_999);
        assertThat(PLANNER.plan(spec(text), 9_999_999)).isEqualTo(last);
        assertThatThrownBy(() -> PLANNER.plan(spec(text), 10_000_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void rangesAreDrawnFromAllOver() {
        VariationSpec spec = spec("scenes: [{name: s}]\nvariations: {sample: {count: 400,"
                + " weather: [{name: f, fog_visibility_m: [50, 800]}]}}");
        double[] fog = new double[400];
        for (int i = 0; i < fog.length; i++) {
            fog[i] = PLANNER.variation(spec, i).weather().fogVisibilityMetres();
            assertThat(fog[i]).isBetween(50.0, 800.0);
        }
        assertThat(java.util.Arrays.stream(fog).filter(f -> f < 200).count()).isBetween(160L, 240L);
    }

    @Test
    void namesOfACrossAreUnique() {
        VariationSpec spec = spec("scenes: [{name: s}]\nvariations: {cross: {weather: [Sunny, Rainy, Foggy],"
                + " time: [Noon, Night], region: [eu, jp]}}");
        Set<String> names = new HashSet<>();
        for (long i = 0; i < PLANNER.count(spec); i++) {
            names.add(PLANNER.plan(spec, i).variation().name());
        }
        assertThat(names).hasSize(12).contains("rainy--night--jp");
    }

    @Test
    void theStrongerFieldOfCombinedWeathersHolds() {
        Variation both =
                PLANNER.variation(spec("scenes: [{name: s}]\nvariations: [{weather: [Foggy, Heavy rain]}]"), 0);
        assertThat(both.weather().fogVisibilityMetres()).isEqualTo(120);
        assertThat(both.weather().rainMmPerHour()).isEqualTo(35);
        assertThat(both.weather().surfaceWetness()).isOne();
    }

    @Test
    void aPresetsTimeOfDayYieldsToOneThatIsGiven() {
        VariationSpec spec =
                spec("scenes: [{name: s}]\nvariations: [Night, {name: n, weather: Rainy, time: Night}, Rainy]");
        assertThat(PLANNER.variation(spec, 0).sun().isNight()).isTrue();
        assertThat(PLANNER.variation(spec, 1).sun().isNight()).isTrue();
        assertThat(PLANNER.variation(spec, 1).weather().rainMmPerHour()).isEqualTo(8);
        assertThat(PLANNER.variation(spec, 2).sun().isNight()).isFalse();
    }

    @Test
    void presetNamesMatchWhateverTheirCaseSpacesAndDashes() {
        for (String name : new String[] {"Golden hour", "golden-hour", "GOLDEN HOUR", "golden_hour"}) {
            assertThat(Presets.shipped().find(name)).isPresent();
        }
    }

    @Test
    void withoutAPlaceOfItsOwnAClockTakesTheLayoutsThenTheRegions() {
        VariationSpec spec =
                spec("region: uk\nscenes: [{name: s}]\ntime: {date: 2026-06-21, local_time: '12:00', utc_offset_h: 0}");
        SunPosition london = PLANNER.variation(spec, 0).sun();
        SunPosition equator = new VariationPlanner(Optional.of(new GeoReference(0, 0, "")))
                .variation(spec, 0)
                .sun();
        assertThat(Math.toDegrees(london.elevation())).isCloseTo(61.9, within(0.2));
        assertThat(Math.toDegrees(equator.elevation())).isCloseTo(66.6, within(0.2));
    }

    @Test
    void compassBearingsBecomeAnglesOfTheLayout() {
        SunPosition east = PLANNER.variation(
                        spec("scenes: [{name: s}]\ntime: {sun_elevation_deg: 20, sun_azimuth_deg: 90}"), 0)
                .sun();
        assertThat(east.azimuth()).isCloseTo(0, within(1e-12));
    }

    private static VariationSpec spec(String body) {
        return VariationSpecReader.read("spec", ("name: a\n" + body).getBytes(StandardCharsets.UTF_8));
    }
}
