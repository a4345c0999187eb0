package io.tailforge.service.filterbench;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.pipeline.ClipFolderEvidence;
import io.tailforge.service.pipeline.WorldViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A clip to plant faults in.
 *
 * @param id the folder's name
 * @param scene clips of one scene are not independent: intervals are bootstrapped by scene
 */
public record BenchClip(String id, String scene, Path folder) {
    private static final int MOST_CLIPS = 100_000;

    /**
     * The clips in some folders: each a clip, or a folder of clips.
     *
     * @throws BadInputException where one holds none
     */
    public static List<BenchClip> find(List<Path> paths) throws IOException {
        List<BenchClip> clips = new ArrayList<>();
        for (Path path : paths) {
            List<BenchClip> here = isClip(path) ? List.of(at(path)) : within(path);
            if (here.isEmpty()) {
                throw new BadInputException(Problem.of(
                        "NO-CLIPS", path.toString(), "is no clip and holds none; a clip's folder has a scene.json"));
            }
            clips.addAll(here);
        }
        return clips;
    }

    private static List<BenchClip> within(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> folders =
                    entries.filter(BenchClip::isClip).sorted().limit(MOST_CLIPS).toList();
            List<BenchClip> clips = new ArrayList<>();
            for (Path folder : folders) {
                clips.add(at(folder));
            }
            return clips;
        }
    }

    private static boolean isClip(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(file -> file.toString().endsWith("scene.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Windows of a drive are called after it: {@code drive-w0}, {@code drive-w1}. */
    private static BenchClip at(Path folder) {
        String id = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return new BenchClip(id, id.replaceFirst("-w[0-9]+$", ""), folder);
    }

    /** The clip with its world, which is built when it is first looked at. */
    public ClipEvidence open(Calibration calibration) throws IOException {
        ClipEvidence clip = ClipFolderEvidence.read(folder, Path.of("")).calibrated(calibration);
        Worlds worlds = new Worlds(1);
        return clip.expecting(new WorldViews(clip.scene(), () -> worlds.of(clip.scene(), clip.map())));
    }
}
