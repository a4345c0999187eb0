package io.tailforge.scene.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOriginTest {
    private static final FileOrigin ORIGIN = new FileOrigin("ab".repeat(32), -7, ObjectKind.RANGE_IMAGE, "front", 12);

    @Test
    void itsTextIsOneLineOfCanonicalJson() {
        assertThat(ORIGIN.text())
                .isEqualTo(
                        "{\"first\":12,\"kind\":\"range_image\",\"scene_sha256\":\"" + "ab".repeat(32)
                                + "\",\"schema\":\"tailforge.origin/1\",\"seed\":\"18446744073709551609\",\"sensor\":\"front\"}");
        assertThat(FileOrigin.find(ORIGIN.text())).contains(ORIGIN);
    }

    @Test
    void laterFramesAreOfTheSameClip() {
        assertThat(ORIGIN.later(8)).isEqualTo(new FileOrigin("ab".repeat(32), -7, ObjectKind.RANGE_IMAGE, "front", 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "made in a good mood",
                "{\"schema\":\"tailforge.origin/1\"}",
                "{\"schema\":\"tailforge.origin/1\",\"first\":-1,\"kind\":\"rgb\",\"scene_sha256\":\"00\",\"seed\":\"x\",\"sensor\":\"\"}",
                "[\"tailforge.origin/1\"",
                "tailforge.origin/1"
            })
    void aCommentOfSomebodyElseIsNoOrigin(String comment) {
        assertThat(FileOrigin.find(comment)).isEmpty();
    }

    @Test
    void aLongCommentIsNotEvenRead() {
        assertThat(FileOrigin.find(ORIGIN.text() + " ".repeat(1024))).isEmpty();
    }
}
