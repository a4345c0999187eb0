package io.tailforge.scene.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
    @Test
    void writingWhatWasReadGivesTheSameText() {
        String text = "{\"a\":[1,2.5,-3e-7,true,false,null],\"b\":{\"c\":\"\\\"x\\n\u00e9\"}}";

        assertThat(JsonWriter.compact(JsonParser.parse("t", text))).isEqualTo(text);
    }

    @Test
    void canonicalFormDoesNotDependOnKeyOrder() {
        assertThat(JsonWriter.canonical(JsonParser.parse("t", "{\"b\":1,\"a\":2}")))
                .isEqualTo(JsonWriter.canonical(JsonParser.parse("t", " { \"a\" : 2 ,\n\"b\":1}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "Infinity",
                "1e400",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "--1",
                "tru",
                "\"\\x\"",
                "\"\\ud800\"",
                "\"a",
                "'a'",
                "[1] 2",
                "\"\t\"",
                "{\"a\"}",
                "{1:2}",
                "\uFEFF{}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonParser.parse("t", text)).isInstanceOf(BadInputException.class);
    }

    @Test
    void aBombOfBracketsIsRefusedBeforeTheStackIsFull() {
        assertThatThrownBy(() -> JsonParser.parse("bomb", "[".repeat(100_000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThatThrownBy(() -> JsonParser.parse("t", new byte[] {'"', (byte) 0xc3, '"'}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void complaintsNameTheLine() {
        assertThatThrownBy(() -> JsonParser.parse("spec", "{\n\"a\": 1,\n\"b\": x}"))
                .hasMessageContaining("spec:3");
    }

    @Test
    void aViewNamesThePointerOfWhatIsWrong() {
        JsonView view = JsonView.parse("spec", "{\"a\":{\"b/c\":[1,\"x\"]}}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> view.field("a").field("b/c").asDoubles()).hasMessageContaining("/a/b~1c/1");
    }
}
