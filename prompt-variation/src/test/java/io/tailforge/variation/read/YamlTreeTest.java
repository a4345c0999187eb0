package io.tailforge.variation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "12 | 12",
                "+.5 | 0.5",
                "007 | 7",
                "1e3 | 1E+3",
                "yes | \"yes\"",
                "no | \"no\"",
                "true | true",
                "~ | null",
                "12:30 | \"12:30\"",
                "2026-11-22 | \"2026-11-22\"",
                ".inf | \".inf\"",
                "'12' | \"12\"",
                "0x1F | \"0x1F\""
            })
    void plainScalarsAreWhatYaml12SaysTheyAre(String yaml, String json) {
        assertThat(JsonWriter.compact(YamlTree.parse("y", ("v: " + yaml).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{\"v\":" + json + "}");
    }

    @Test
    void anAliasStandsForItsAnchor() {
        assertThat(JsonWriter.compact(parse("a: &x [1, 2]\nb: *x\n"))).isEqualTo("{\"a\":[1,2],\"b\":[1,2]}");
    }

    @Test
    void billionLaughsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append((alias + ",").repeat(9)).append(alias).append("]\n");
        }
        assertThat(refusal(bomb.toString())).isEqualTo("YAML-TOO-LARGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: [1 | YAML-SYNTAX",
                "{a: 1, a: 2} | YAML-DUPLICATE-KEY",
                "!!java.lang.Runtime {} | YAML-TAG",
                "a: !!binary aGk= | YAML-TAG",
                "a: *nobody | YAML-SYNTAX",
                "? [a] : b | YAML-SYNTAX",
                "`` | YAML-EMPTY"
            })
    void hostileOrBrokenTextIsRefusedUnderItsCode(String text, String code) {
        assertThat(refusal(text)).isEqualTo(code);
    }

    @Test
    void aDeepNestIsRefusedWithoutAStackOverflow() {
        assertThat(refusal("[".repeat(100_000))).isEqualTo("YAML-TOO-DEEP");
        assertThat(refusal("a:\n" + "- ".repeat(2000) + "x")).isEqualTo("YAML-TOO-DEEP");
    }

    @Test
    void aSelfReferenceIsRefused() {
        assertThat(refusal("a: &a [*a]")).isEqualTo("YAML-SYNTAX");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(refusal("a: 1\n---\nb: 2\n")).isEqualTo("YAML-SYNTAX");
    }

    @Test
    void brokenUtf8IsRefused() {
        BadInputException refusal = catchThrowableOfType(
                BadInputException.class, () -> YamlTree.parse("y", new byte[] {'a', ':', ' ', (byte) 0xc3, '\n'}));
        assertThat(refusal.problems().getFirst().code()).isEqualTo("YAML-ENCODING");
    }

    private static io.tailforge.scene.json.Json parse(String text) {
        return YamlTree.parse("y", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> parse(text));
        return refusal == null ? "" : refusal.problems().getFirst().code();
    }
}
