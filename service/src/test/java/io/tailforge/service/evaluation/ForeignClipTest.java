package io.tailforge.service.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.problem.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignClipTest {
    @TempDir
    Path folder;

    private void refuses(String code, String... words) {
        assertThatThrownBy(() -> ForeignClip.open(folder, Path.of(""), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(code)
                .hasMessageContainingAll(words);
    }

    @Test
    void aFolderThatIsNoClipIsToldWhatOneHolds() {
        refuses("CLIP-UNKNOWN", folder.toString(), "scene.json", "3d_lanelines");
    }

    @Test
    void aRecordedDriveNeedsVideos() throws Exception {
        Files.createDirectories(folder.resolve("vehicle_pose"));
        refuses("VIDEOS-MISSING", "videos", "<camera>.mp4");
    }

    @Test
    void aDriveWithoutItsTarsIsRefusedByItsReader() throws Exception {
        Files.createDirectories(folder.resolve("vehicle_pose"));
        Files.createDirectories(folder.resolve("videos"));
        refuses("RDSHQ-NO-CLIP", folder.getFileName().toString());
    }

    @Test
    void aSceneThatIsNoneIsRefusedWithItsFile() throws Exception {
        Files.writeString(folder.resolve("scene.json"), "{\"schema\": 1");
        refuses("scene.json", folder.toString());
    }
}
