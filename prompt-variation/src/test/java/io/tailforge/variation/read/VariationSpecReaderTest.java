package io.tailforge.variation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.variation.GenerationSettings;
import io.tailforge.variation.Retries;
import io.tailforge.variation.VariationSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationSpecReaderTest {
    @Test
    void whatIsNotSaidIsTheDefault() {
        VariationSpec spec = read("name: a\nscenes:\n  - name: s\n");
        assertThat(spec.grid().frames()).isEqualTo(121);
        assertThat(spec.grid().fps()).isEqualTo(30);
        assertThat(spec.variations().count()).isOne();
        assertThat(spec.retries()).isEqualTo(new Retries(3, List.of()));
        assertThat(spec.style()).isEqualTo("hdmap-v1");
    }

    @Test
    void afterItsOwnSettingsAClipIsTriedWithEachAlternative() {
        VariationSpec spec = read("name: a\nscenes: [{name: s}]\ngeneration: {steps: 20}\n"
                + "filter: {max_attempts: 2, alternatives: [{guidance: 7}, {steps: 50}]}");

        assertThat(spec.retries().most()).isEqualTo(6);
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(spec::settings).map(GenerationSettings::guidance))
                .containsExactly(3.0, 3.0, 7.0, 7.0, 3.0, 3.0);
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(spec::settings).map(GenerationSettings::steps))
                .containsExactly(20, 20, 20, 20, 50, 50);
        assertThat(spec.settings(5).want()).isEqualTo(spec.generation().want());
    }

    @Test
    void jsonAndYamlSayTheSame() {
        VariationSpec yaml =
                read("name: a\nscenes:\n  - {name: s, ego_speed_mps: 5}\nvariations: [Rainy]\nseeds: [3]\n");
        VariationSpec json = read(
                "{\"name\":\"a\",\"scenes\":[{\"name\":\"s\",\"ego_speed_mps\":5}],\"variations\":[\"Rainy\"],\"seeds\":[3]}");
        assertThat(yaml).isEqualTo(json);
    }

    @Test
    void anUnknownKeyIsNamedWithLinePointerAndTheKeyThatWasMeant() {
        Problem problem = only("name: a\nscenes:\n  - name: s\n    ego_sped_mps: 5\n");
        assertThat(problem.code()).isEqualTo("UNKNOWN-KEY");
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.pointer()).isEqualTo("/scenes/0/ego_sped_mps");
        assertThat(problem.detail()).contains("did you mean 'ego_speed_mps'?");
    }

    @Test
    void allComplaintsAreMadeAtOnce() {
        List<Problem> problems = problems("""
                name: a
                colour: red
                clip: {fps: 99, width: 641}
                rig: {camera_model: fisheye}
                scenes:
                  - name: s
                    actors:
                      - {role: parked, class: carr, count: 300}
                variations:
                  - {name: x, weather: Rany}
                  - {name: y, weather: {fog_visibility_m: 1, rain_mm_h: -1}}
                seeds: []
                """);
        assertThat(problems)
                .extracting(Problem::pointer)
                .contains(
                        "/colour",
                        "/clip/fps",
                        "/rig/camera_model",
                        "/scenes/0/actors/0/class",
                        "/scenes/0/actors/0/count",
                        "/variations/0/weather",
                        "/variations/1/weather/fog_visibility_m",
                        "/variations/1/weather/rain_mm_h",
                        "/seeds");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.line()).isPositive());
        assertThat(problems).anySatisfy(problem -> assertThat(problem.detail()).contains("did you mean 'Rainy'?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a\nscenes: [{name: s}]\nclip: {width: 641}",
                "name: a\nscenes: [{name: s}]\nclip: {frames: 10, duration_s: 2}",
                "name: a\nscenes: [{name: s}, {name: s}]",
                "name: a\nscenes: [{name: s}]\nvariations: [Rainy, rainy]",
                "name: a\nscenes: [{name: s}]\nvariations: [Noon]",
                "name: a\nscenes: [{name: s}]\nvariations: {cross: {weather: [{rain_mm_h: [1, 2]}]}}",
                "name: a\nscenes: [{name: s}]\nvariations: {list: [Rainy], cross: {}}",
                "name: a\nscenes: [{name: s}]\nvariations: {sample: {count: 5, weather: [{rain_mm_h: [9, 2]}]}}",
                "name: a\nscenes: [{name: s}]\ntime: {sun_elevation_deg: 100}",
                "name: a\nscenes: [{name: s}]\ntime: {date: 2026-02-30, local_time: '10:00'}",
                "name: a\nscenes: [{name: s}]\ntime: {date: 2026-02-20, local_time: '10:00', zone: Nowhere/At all}",
                "name: a\nscenes: [{name: s}]\nregion: atlantis",
                "name: a\nscenes: [{name: s}]\ngeneration: {want: [depth]}",
                "name: a\nscenes: [{name: s}]\ngeneration: {guidance: .nan}",
                "name: a\nscenes: [{name: s}]\nfilter: {alternatives: [{guidance: 31}]}",
                "name: a\nscenes: [{name: s}]\nfilter: {alternatives: [{seed: 3}]}",
                "name: a\nscenes: [{name: s, actors: [{role: walkway, class: truck}]}]",
                "name: a\nscenes: [{name: s, ego_speed_mps: 5, ego: [{t: 0, x: 0, y: 0}]}]",
                "name: a\nscenes: [{name: s, ego: [{t: 1, x: 0, y: 0}, {t: 1, x: 2, y: 0}]}]",
                "name: a\nscenes: [{name: s, tracks: [{id: q, class: car, path: []}]}]",
                "name: a\nscenes: [{name: s}]\nseeds: 10000000\nvariations: {sample: {count: 99999999}}",
                "- just\n- a list",
                "42"
            })
    void theImpossibleIsRefused(String text) {
        assertThat(problems(text)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.source()).isEqualTo("spec.yaml");
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void aPathOfOnesOwnFollowsItsPointsAndHeadsAlongThem() {
        VariationSpec spec = read("name: a\nscenes: [{name: s, ego: [{t: 0, x: 0, y: 0}, {t: 2, x: 0, y: 20}]}]");
        var ego = spec.scenes().getFirst().ego().orElseThrow();
        assertThat(ego.at(1_000_000).translation().y()).isEqualTo(10);
        assertThat(ego.at(500_000).yaw()).isCloseTo(Math.PI / 2, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void aTrackIsThereBetweenItsPointsHoweverFarApartTheyAre() {
        ActorTrack track = track("path: [{t: 0.5, x: 0, y: 0}, {t: 3.5, x: 30, y: 0}]");
        assertThat(track.findAt(0)).isEmpty();
        assertThat(track.findAt(2_000_000)
                        .orElseThrow()
                        .worldFromActor()
                        .translation()
                        .x())
                .isCloseTo(15, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(track.moving()).isTrue();
    }

    @Test
    void aTrackWithOnePointStandsOnTheGroundAllTheTime() {
        ActorTrack track = track("path: [{t: 0, x: 4, y: 0}]");
        assertThat(track.moving()).isFalse();
        var last = track.findAt(4_033_333).orElseThrow();
        assertThat(last.worldFromActor().translation().z())
                .isEqualTo(last.size().z() / 2);
    }

    @Test
    void severalControlStylesMayBeAskedForInOrder() {
        assertThat(read("name: a\nscenes: [{name: s}]\nstyle: depth").styles()).containsExactly("depth");
        VariationSpec spec = read("name: a\nscenes: [{name: s}]\nstyles: [hdmap-v1, lidar-range, depth]");
        assertThat(spec.styles()).containsExactly("hdmap-v1", "lidar-range", "depth");
        assertThat(spec.style()).isEqualTo("hdmap-v1");
    }

    @Test
    void aListOfStylesThatCannotBeMeantIsRefusedWhereItStands() {
        Problem twice = only("name: a\nscenes: [{name: s}]\nstyles:\n  - depth\n  - depth\n");
        assertThat(twice.code()).isEqualTo("DUPLICATE-ID");
        assertThat(twice.pointer()).isEqualTo("/styles/1");
        assertThat(only("name: a\nscenes: [{name: s}]\nstyles: []").code()).isEqualTo("EMPTY-LIST");
        assertThat(only("name: a\nscenes: [{name: s}]\nstyle: depth\nstyles: [depth]")
                        .code())
                .isEqualTo("STYLE-UNCLEAR");
    }

    @Test
    void aThousandProblemsAreCutShort() {
        String items = "{role: x, class: y, count: -1},".repeat(1000);
        assertThat(problems("name: a\nscenes: [{name: s, actors: [" + items + "]}]"))
                .hasSizeBetween(50, 100);
    }

    private static ActorTrack track(String path) {
        return read("name: a\nscenes: [{name: s, tracks: [{id: q, class: car, " + path + "}]}]")
                .scenes()
                .getFirst()
                .tracks()
                .getFirst();
    }

    private static Problem only(String text) {
        List<Problem> problems = problems(text);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<Problem> problems(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> read(text));
        return refusal == null ? List.of() : refusal.problems();
    }

    private static VariationSpec read(String text) {
        return VariationSpecReader.read("spec.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
