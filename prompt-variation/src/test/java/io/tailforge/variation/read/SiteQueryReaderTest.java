package io.tailforge.variation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteArea.EarthCircle;
import io.tailforge.scene.map.SiteArea.EarthPolygons;
import io.tailforge.scene.map.SiteArea.LonLat;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteQuery.Range;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SiteQueryReaderTest {
    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();

    private static SiteQuery read(String json) {
        return SiteQueryReader.read(JsonView.parse("query", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Problem> problems(String json) {
        return catchThrowableOfType(BadInputException.class, () -> read(json)).problems();
    }

    static List<String> snippets() throws IOException {
        return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("site-search.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> schemaComplaints(String json) throws IOException {
        byte[] schema = Files.readAllBytes(DOCS.resolve("schema/site-query-1.json"));
        JsonView value = JsonView.parse("query", json.getBytes(StandardCharsets.UTF_8));
        return new JsonSchema(JsonView.parse("schema", schema)).complaints(value.json());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetOfThePageIsReadAndFitsTheSchema(String snippet) throws IOException {
        assertThat(schemaComplaints(snippet)).isEmpty();
        assertThat(read(snippet).asksOnEarth()).isTrue();
    }

    @Test
    void whatIsNotSaidIsNotAsked() {
        SiteQuery all = read("{}");
        assertThat(all.kinds()).isEmpty();
        assertThat(all.measures()).isEmpty();
        assertThat(all.areas()).isEmpty();
        assertThat(all.limit()).isEqualTo(100);
        assertThat(all.signalised()).isEmpty();
    }

    @Test
    void whatIsSaidIsAsked() {
        SiteQuery query = read("""
                {"kind": ["curve", "junction"], "arms": {"min": 3}, "lanes": 2, "radius_below_m": 60, "grade_above": 0.04,
                 "signalised": false, "driving_side": "left", "near": {"lat": 35.9, "lon": 139.9, "radius_m": 500},
                 "within": {"type": "MultiPolygon", "coordinates": [[[[139, 35], [140, 35], [140, 36], [139, 35]]]]},
                 "layouts": ["b", "a"], "limit": 1000, "cursor": "x"}
                """);
        assertThat(query.kinds()).containsExactly(Kind.JUNCTION, Kind.CURVE);
        assertThat(query.measures())
                .containsEntry(Measure.ARMS, Range.atLeast(3))
                .containsEntry(Measure.LANES, Range.exactly(2))
                .containsEntry(Measure.MIN_RADIUS_M, Range.atMost(60))
                .containsEntry(Measure.MAX_GRADE, Range.atLeast(0.04))
                .hasSize(4);
        assertThat(query.signalised()).contains(false);
        assertThat(query.drivingSide()).isEqualTo(Optional.of(DrivingSide.LEFT));
        assertThat(query.areas()).contains(new EarthCircle(new LonLat(139.9, 35.9), 500));
        assertThat(((EarthPolygons) query.areas().getFirst())
                        .polygons()
                        .getFirst()
                        .rings()
                        .getFirst())
                .hasSize(4)
                .startsWith(new LonLat(139, 35));
        assertThat(query.layouts()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind": "juncton"}                                                                  | UNKNOWN-VALUE     | /kind
                    {"knd": "junction"}                                                                  | UNKNOWN-KEY       | /knd
                    {"arms": "four"}                                                                     | WRONG-TYPE        | /arms
                    {"arms": 3.5}                                                                        | WRONG-TYPE        | /arms
                    {"length_m": 100}                                                                    | WRONG-TYPE        | /length_m
                    {"length_m": {"min": 9, "max": 3}}                                                   | IMPOSSIBLE-VALUE  | /length_m
                    {"length_m": {}}                                                                     | MISSING-KEY       | /length_m
                    {"max_grade": {"min": 1e300}}                                                        | OUT-OF-RANGE      | /max_grade/min
                    {"min_radius_m": {"max": 9}, "radius_below_m": 60}                                   | QUERY-UNCLEAR     | /radius_below_m
                    {"limit": 1001}                                                                      | OUT-OF-RANGE      | /limit
                    {"limit": 0}                                                                         | OUT-OF-RANGE      | /limit
                    {"layouts": []}                                                                      | OUT-OF-RANGE      | /layouts
                    {"near": {"lat": 139.9, "lon": 35.9, "radius_m": 500}}                               | AXES-SWAPPED      | /near
                    {"near": {"lat": 35.9, "lon": 200, "radius_m": 500}}                                 | OUT-OF-RANGE      | /near/lon
                    {"near": {"lat": -17, "lon": 179.999, "radius_m": 5000}}                             | AREA-ANTIMERIDIAN | /near
                    {"near": {"lat": 89, "lon": 0, "radius_m": 5000}}                                    | AREA-POLE         | /near
                    {"near": {"lat": 1e200, "lon": 0, "radius_m": 5}}                                    | OUT-OF-RANGE      | /near/lat
                    {"within": {"type": "Point", "coordinates": [8, 49]}}                                | UNKNOWN-VALUE     | /within/type
                    {"within": {"type": "Polygon", "coordinates": []}}                                   | EMPTY-LIST        | /within/coordinates
                    {"within": {"type": "Polygon", "coordinates": [[[8,49],[9,49],[9,50]]]}}             | WRONG-LENGTH      | /within/coordinates/0
                    {"within": {"type": "Polygon", "coordinates": [[[8,49],[9,49],[9,50],[8,50]]]}}      | RING-OPEN         | /within/coordinates/0
                    {"within": {"type": "Polygon", "coordinates": [[[8,49],[9,50],[9,49],[8,50],[8,49]]]}} | AREA-INVALID    | /within/coordinates
                    {"within": {"type": "Polygon", "coordinates": [[[8,49],[8,49],[8,49],[8,49]]]}}      | AREA-INVALID      | /within/coordinates
                    {"within": {"type": "Polygon", "coordinates": [[[35,139],[36,139],[36,140],[35,139]]]}} | AXES-SWAPPED   | /within/coordinates/0/0
                    {"within": {"type": "Polygon", "coordinates": [[[179,-17],[-179,-17],[-179,-16],[179,-17]]]}} | AREA-ANTIMERIDIAN | /within/coordinates/0/1
                    {"within": {"type": "Polygon", "coordinates": [[[8],[9,50],[9,49],[8,50]]]}}         | WRONG-LENGTH      | /within/coordinates/0/0
                    {"within": {"type": "Polygon", "coordinates": [[8,49],[9,50]]}}                      | WRONG-TYPE        | /within/coordinates/0/0
                    {"bbox_m": [0, 0, 10]}                                                               | WRONG-LENGTH      | /bbox_m
                    {"bbox_m": [10, 0, 0, 10]}                                                           | IMPOSSIBLE-VALUE  | /bbox_m
                    {"near_m": {"x": 1, "y": 2, "radius_m": -3}}                                         | OUT-OF-RANGE      | /near_m/radius_m
                    """)
    void whatCannotBeAnsweredIsRefusedWithItsPlace(String json, String code, String pointer) {
        Problem first = problems(json).getFirst();
        assertThat(first.code()).isEqualTo(code);
        assertThat(first.pointer()).isEqualTo(pointer);
    }

    @Test
    void allComplaintsAreMadeAtOnce() {
        assertThat(problems("{\"kind\": \"x\", \"limit\": 0, \"signalised\": 1, \"direction\": \"north\"}"))
                .extracting(Problem::pointer)
                .containsExactly("/kind", "/signalised", "/direction", "/limit");
    }

    @Test
    void aPolygonOfTooManyPositionsIsRefused() {
        String ring = "[8,49],".repeat(10_001);
        assertThat(problems("{\"within\": {\"type\": \"Polygon\", \"coordinates\": [[" + ring + "[8,49]]]}}")
                        .getFirst()
                        .code())
                .isEqualTo("TOO-LARGE");
    }
}
