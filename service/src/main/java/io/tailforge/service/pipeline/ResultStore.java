package io.tailforge.service.pipeline;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.config.TailforgeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finished attempts by generation key: a folder appears whole or not at all and never changes but for files let go, so a killed run loses only
 * what was in flight and the same request is never generated twice.
 */
@Component
public class ResultStore {
    private static final Logger LOG = LoggerFactory.getLogger(ResultStore.class);
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

    /**
     * A result whose files are all there as they were written. One that lost some, because the keep policy let them go or
     * something damaged them, is none: the clip is made again.
     */
    Optional<ClipResult> findWhole(GenerationKey key) {
        try {
            return find(key).filter(result -> result.files().stream()
                    .allMatch(file -> isWhole(folder(key).resolve(file.key()), file)));
        } catch (BadInputException e) {
            LOG.warn("the result {} is damaged and is made again: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isWhole(Path file, ArtifactRef ref) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == ref.bytes()
                    && Sha256.hex(file).equals(ref.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Moves a finished work folder in under its key. Where another was faster, its result stays and is returned; what is
     * left of one that is no longer whole makes room.
     */
    ClipResult keep(ClipFolder work, ClipResult result) {
        try {
            Files.createDirectories(root);
            Files.write(work.path().resolve(DOCUMENT), ClipResultDocument.write(result));
            Optional<ClipResult> other = findWhole(result.key());
            if (other.isPresent()) {
                ClipFolder.delete(work.path());
                return other.get();
            }
            ClipFolder.delete(folder(result.key()));
            Files.move(work.path(), folder(result.key()), StandardCopyOption.ATOMIC_MOVE);
            return result;
        } catch (AtomicMoveNotSupportedException e) {
            throw new UncheckedIOException(new IOException("work and result folders must lie on one disk", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
