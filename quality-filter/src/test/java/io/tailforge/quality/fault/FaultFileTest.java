package io.tailforge.quality.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultFileTest {
    @Test
    void theBuiltInTypesAreThoseOfTheListAndEveryEditIsUsed() {
        List<FaultType> types = FaultFile.builtIn();
        assertThat(types.stream().map(FaultType::number).distinct().sorted())
                .hasSize(32)
                .startsWith(1)
                .endsWith(32);
        assertThat(types.stream()
                        .flatMap(type -> type.severities().stream())
                        .flatMap(List::stream)
                        .map(step -> step.edit().name())
                        .distinct())
                .hasSize(FaultFile.listEdits().size() - 1)
                .doesNotContain("black");
    }

    @Test
    void aTypeIsComposedOfEditsWithOneValueForAllSeveritiesOrOneForEach() {
        FaultType type = one("""
                {"id": "frozen-and-dark", "edits": [
                  {"edit": "repeat-frames", "frames": [2, 4], "grain": 1},
                  {"edit": "gain", "gain": [0.9, 0.8]}]}
                """);
        assertThat(type.severities()).hasSize(2);
        assertThat(type.severities().get(1)).hasSize(2);
        assertThat(type.severities().get(1).get(0).settings().count("frames")).isEqualTo(4);
        assertThat(type.severities().get(1).get(0).settings().figure("grain")).isEqualTo(1);
        assertThat(type.severities().get(1).get(1).settings().figure("gain")).isEqualTo(0.8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"id": "x", "edits": [{"edit": "repeat-frame", "frames": 2}]}                  | UNKNOWN-EDIT  | /faults/0/edits/0/edit     | did you mean 'repeat-frames'?
        {"id": "x", "edits": [{"edit": "repeat-frames", "frame": 2}]}                  | UNKNOWN-KEY   | /faults/0/edits/0/frame    | did you mean 'frames'?
        {"id": "x", "edits": [{"edit": "repeat-frames"}]}                              | MISSING-KEY   | /faults/0/edits/0          | frames
        {"id": "x", "edits": [{"edit": "repeat-frames", "frames": 0}]}                 | OUT-OF-RANGE  | /faults/0/edits/0/frames   | between 1 and 1000
        {"id": "x", "edits": [{"edit": "damage-file", "how": "eaten"}]}                | UNKNOWN-VALUE | /faults/0/edits/0/how      | truncated
        {"id": "x", "edits": [{"edit": "repeat-frames", "frames": [2], "grain": [1, 2]}]} | WRONG-LENGTH | /faults/0/edits/0/frames | one length
        {"id": "X!", "edits": []}                                                      | BAD-ID        | /faults/0/id               | lower-case
        {"id": "x", "edits": [], "flor": 1}                                            | UNKNOWN-KEY   | /faults/0/flor             | floor
        """)
    void aBadFileIsRefusedAtTheFieldThatIsWrong(String row, String code, String pointer, String says) {
        assertThatThrownBy(() -> one(row))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(pointer)
                .hasMessageContaining(says);
    }

    @Test
    void twoTypesOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("{\"id\": \"x\", \"edits\": []}, {\"id\": \"x\", \"edits\": []}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NOT-UNIQUE");
    }

    private static FaultType one(String row) {
        return read(row).getFirst();
    }

    private static List<FaultType> read(String rows) {
        String json = "{\"schema\": \"tailforge.faults/1\", \"faults\": [" + rows + "]}";
        return FaultFile.read("faults.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
