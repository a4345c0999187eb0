package io.tailforge.service.evaluation;

import io.tailforge.conditioning.Layouts;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.pipeline.ClipFolderEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A clip on disk, however it is laid out. */
public record ForeignClip(ClipEvidence evidence, Shape shape) {
    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 100_000;

    /** How it is laid out. */
    public enum Shape {
        /** As published or kept: scene.json, layout.json, a video a camera. */
        PUBLISHED,
        /** A recorded drive with its map, and videos that were made of it. */
        RECORDED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Opens a clip.
     *
     * @param folder of the clip, or of the recording
     * @param layout map document, where a published clip's folder holds none; may be empty
     * @param videos of a recording; by default the recording's own folder {@code videos}
     * @throws BadInputException that names the file and what is missing in it
     */
    public static ForeignClip open(Path folder, Path layout, Optional<Path> videos) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw bad("NO-SUCH-FOLDER", folder, "there is no such clip folder");
        }
        requireModest(folder);
        if (videos.isEmpty() && holdsScene(folder)) {
            return new ForeignClip(ClipFolderEvidence.read(folder, layout), Shape.PUBLISHED);
        }
        if (Layouts.readers().stream().noneMatch(reader -> reader.accepts(folder))) {
            throw bad(
                    "CLIP-UNKNOWN",
                    folder,
                    "is neither a clip (it holds no scene.json) nor a recorded drive such as an RDS-HQ clip"
                            + " (it holds no layer like 3d_lanelines)");
        }
        Path made = videos.orElse(folder.resolve("videos"));
        if (!Files.isDirectory(made)) {
            throw bad("VIDEOS-MISSING", made, "there is no such folder; it holds <camera>.mp4 of each camera to judge");
        }
        requireModest(made);
        return new ForeignClip(RecordedClip.read(folder, made), Shape.RECORDED);
    }

    private static boolean holdsScene(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.equals("scene.json") || name.endsWith(".scene.json"));
        }
    }

    /** A folder that somebody else filled is not walked without bounds. */
    private static void requireModest(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            if (files.limit(MOST_FILES + 1).count() > MOST_FILES) {
                throw bad("CLIP-TOO-LARGE", folder, "holds more than " + MOST_FILES + " files");
            }
        }
    }

    /**
     * Refuses a folder with links that lead out of where clips may lie.
     *
     * @param allowed real paths
     */
    static void requireInside(Path folder, Collection<Path> allowed) throws IOException {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            Optional<Path> out = files.filter(Files::isSymbolicLink)
                    .filter(link -> leadsOut(link, allowed))
                    .findFirst();
            if (out.isPresent()) {
                throw bad("LINK-LEADS-OUT", out.get(), "is a link to a place that is not below a configured root");
            }
        }
    }

    private static boolean leadsOut(Path link, Collection<Path> allowed) {
        try {
            Path real = link.toRealPath();
            return allowed.stream().noneMatch(real::startsWith);
        } catch (IOException dangling) {
            return true;
        }
    }

    private static BadInputException bad(String code, Path where, String detail) {
        return new BadInputException(Problem.of(code, where.toString(), detail));
    }
}
