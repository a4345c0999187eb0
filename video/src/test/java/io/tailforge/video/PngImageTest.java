package io.tailforge.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngImageTest {
    @TempDir
    Path folder;

    @Test
    void everyFormatSurvives() throws IOException {
        for (Frame frame :
                List.of(TestFrames.street(33, 21, 1), TestFrames.noise8(33, 21, 2), TestFrames.noise16(33, 21, 3))) {
            Path file = folder.resolve(frame.format() + ".png");
            PngImage.write(file, frame);

            assertThat(PngImage.read(file).sameAs(frame)).isTrue();
        }
    }

    @Test
    void whatIsNoPngIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.png"), "GIF89a, or so it says");

        assertThatThrownBy(() -> PngImage.read(file)).hasMessageContaining("PNG-UNREADABLE");
        assertThatThrownBy(() -> PngImage.read(folder.resolve("none.png"))).hasMessageContaining("PNG-UNREADABLE");
    }
}
