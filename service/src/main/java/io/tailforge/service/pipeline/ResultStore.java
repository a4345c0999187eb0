package io.tailforge.service.pipeline;

import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.service.config.TailforgeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finished attempts by generation key: a folder appears whole or not at all and never changes, so a killed run loses only
 * what was in flight and the same request is never generated twice.
 */
@Component
public class ResultStore {
    private static final String DOCUMENT = "result.json";

    private final Path root;

    public ResultStore(TailforgeProperties properties) {
        this.root = properties.home().resolve("results").toAbsolutePath();
    }

    public Path folder(GenerationKey key) {
        return root.resolve(key.value());
    }

    public Optional<ClipResult> find(GenerationKey key) {
        Path document = folder(key).resolve(DOCUMENT);
        if (!Files.exists(document)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ClipResultDocument.read(document.toString(), Files.readAllBytes(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a finished work folder in under its key. Where another was faster, its result stays and is returned. */
    ClipResult keep(ClipFolder work, ClipResult result) {
        try {
            Files.createDirectories(root);
            Files.write(work.path().resolve(DOCUMENT), ClipResultDocument.write(result));
            try {
                Files.move(work.path(), folder(result.key()), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("work and result folders must lie on one disk", e);
            } catch (IOException e) {
                Optional<ClipResult> other = find(result.key());
                if (other.isEmpty()) {
                    throw e;
                }
                ClipFolder.delete(work.path());
                return other.get();
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
