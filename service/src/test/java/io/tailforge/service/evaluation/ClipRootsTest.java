package io.tailforge.service.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.DirectoryObjectStore;
import io.tailforge.publishing.store.S3Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipRootsTest {
    @TempDir
    Path folder;

    private ClipRoots roots(String... roots) {
        return new ClipRoots(List.of(roots), S3Settings.of(Map.of()), 1000);
    }

    @Test
    void aFolderBelowARootIsUsedWhereItIs() throws Exception {
        Path clip = Files.createDirectories(folder.resolve("a/clip"));
        assertThat(roots(folder.toString()).folder("clip", clip.toString(), folder.resolve("scratch")))
                .isEqualTo(clip.toRealPath());
    }

    @Test
    void withoutRootsNothingMayBeNamed() {
        assertThatThrownBy(() -> roots().requireAllowed("clip", folder.toString()))
                .hasMessageContaining("EVALUATION-FORBIDDEN")
                .hasMessageContaining("/clip");
        assertThatThrownBy(() -> roots().requireAllowed("clip", "s3://clips/one"))
                .hasMessageContaining("EVALUATION-FORBIDDEN");
    }

    @Test
    void aRootThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> roots(folder.resolve("absent").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tailforge.evaluation.roots");
    }

    @Test
    void aBucketsNameIsNoPrefixOfAnothers() throws Exception {
        ClipRoots roots = roots("s3://clips/in/");
        roots.requireAllowed("clip", "s3://clips/in/one");
        roots.requireAllowed("clip", "s3://clips/in");
        for (String other : List.of("s3://clips/inner", "s3://clips", "s3://clips/in/../x", "s3://clips/in//x")) {
            assertThatThrownBy(() -> roots.requireAllowed("clip", other))
                    .as(other)
                    .hasMessageContaining("EVALUATION-FORBIDDEN");
        }
    }

    @Test
    void anObjectIsFetchedWholeOrNotAtAll() throws Exception {
        try (ObjectStore store = new DirectoryObjectStore(folder.resolve("store"))) {
            store.put("clip/scene.json", Files.writeString(folder.resolve("file"), "0123456789"), "application/json");
            Path target = folder.resolve("into/clip/scene.json");

            assertThat(ClipRoots.fetch("clip", store, "clip/scene.json", target, 10))
                    .hasContent("0123456789");
            assertThatThrownBy(() -> ClipRoots.fetch("clip", store, "clip/scene.json", folder.resolve("b"), 9))
                    .hasMessageContaining("CLIP-TOO-LARGE");
            assertThatThrownBy(() -> ClipRoots.fetch("clip", store, "clip/../../x", folder.resolve("b"), 9))
                    .hasMessageContaining("KEY-LEADS-OUT");
            assertThatThrownBy(() -> ClipRoots.fetch("clip", store, "clip/absent", folder.resolve("b"), 9))
                    .hasMessageContaining("NO-SUCH-FILE");
            assertThat(folder.resolve("b")).doesNotExist();
        }
    }
}
