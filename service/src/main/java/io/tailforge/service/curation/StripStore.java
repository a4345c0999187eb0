package io.tailforge.service.curation;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.explain.ExplanationStrip;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.pipeline.ClipResult;
import io.tailforge.service.pipeline.ResultStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Explanation strips of kept clips, drawn when they are first asked for, one at a time, and kept on disk: the newest
 * {@link #MOST_KEPT} of them.
 */
@Component
class StripStore {
    static final int MOST_KEPT = 500;

    private final ResultStore results;
    private final Path root;

    StripStore(ResultStore results, TailforgeProperties properties) {
        this.results = results;
        this.root = properties.home().resolve("strips").toAbsolutePath();
    }

    /**
     * @param finding place among the findings of the result's verdict, from 0
     * @return the PNG
     * @throws NoSuchThingException where there is no such finding, or its clip's files were let go
     */
    synchronized Path get(ClipResult result, int finding) {
        List<Finding> findings = result.verdict().findings();
        if (finding < 0 || finding >= findings.size()) {
            throw new NoSuchThingException("finding of the clip", Integer.toString(finding));
        }
        Path file = root.resolve(result.key().value() + "-" + finding + ".png");
        try {
            if (!Files.exists(file)) {
                draw(result, findings.get(finding), file);
                tidy();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(ClipResult result, Finding finding, Path file) throws IOException {
        byte[] png = ExplanationStrip.png(evidence(result), finding);
        Files.createDirectories(root);
        Path fresh = Files.createTempFile(root, "strip-", ".new");
        Files.write(fresh, png);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ClipEvidence evidence(ClipResult result) throws IOException {
        Path folder = results.folder(result.key());
        Path scene = folder.resolve("scene.json");
        Path layout = folder.resolve("layout.json");
        if (!Files.exists(scene) || !Files.exists(layout)) {
            throw new NoSuchThingException("work file any more, the clip was published and removed:", result.clipId());
        }
        Scene seen = SceneDocument.read(scene.toString(), Files.readAllBytes(scene));
        HdMap map = MapDocument.read(layout.toString(), Files.readAllBytes(layout));
        return new ClipEvidence(seen, map, result.generation(), folder);
    }

    private void tidy() throws IOException {
        Map<Path, Long> ages = new HashMap<>();
        try (var files = Files.list(root)) {
            for (Path file : files.toList()) {
                ages.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        List<Path> oldest = ages.keySet().stream()
                .sorted(Comparator.comparingLong((Path file) -> ages.getOrDefault(file, 0L)))
                .limit(Math.max(0, ages.size() - MOST_KEPT))
                .toList();
        for (Path file : oldest) {
            Files.deleteIfExists(file);
        }
    }
}
