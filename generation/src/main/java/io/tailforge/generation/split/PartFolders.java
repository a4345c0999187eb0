package io.tailforge.generation.split;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder for each part, beside the clip's files; gone when the clip is made or has failed. */
final class PartFolders implements AutoCloseable {
    private final Path clip;
    private final Path root;

    private PartFolders(Path clip, Path root) {
        this.clip = clip;
        this.root = root;
    }

    static PartFolders in(Path clip) throws IOException {
        return new PartFolders(clip, Files.createTempDirectory(clip, ".parts-"));
    }

    Path of(int part) {
        return root.resolve(Integer.toString(part));
    }

    /** A part's folder with everything that its request refers to. */
    Path open(int part, GenerationRequest request) throws IOException {
        Path folder = Files.createDirectories(of(part));
        link(request.sceneDocument(), folder);
        link(request.layoutDocument(), folder);
        for (ConditioningVideo control : request.controls()) {
            link(control.video(), folder);
        }
        return folder;
    }

    private void link(ArtifactRef file, Path folder) throws IOException {
        Path target = folder.resolve(file.key());
        Files.createDirectories(target.resolveSibling("."));
        try {
            Files.createLink(target, clip.resolve(file.key()));
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(clip.resolve(file.key()), target);
        }
    }

    /** The request with the last frames of the part before. */
    GenerationRequest goOn(GenerationRequest request, int part, ClipSplitter.Made before, VideoJoiner joiner)
            throws IOException {
        int overlap = request.share().frames().orElseThrow().overlap();
        Map<String, ArtifactRef> given = new TreeMap<>();
        for (GeneratedView view : before.delivery().result().views()) {
            ArtifactRef video = view.objects().get(ObjectKind.RGB);
            if (video != null) {
                String key = "given/" + view.camera() + ".mp4";
                Path target = of(part).resolve(key);
                Files.createDirectories(target.resolveSibling("."));
                joiner.tail(of(before.part()).resolve(video.key()), overlap, target);
                given.put(view.camera(), reference(key, target, "video/mp4"));
            }
        }
        return request.part(request.want(), request.share().withGiven(given));
    }

    static ArtifactRef reference(String key, Path file, String mediaType) throws IOException {
        return new ArtifactRef(key, Sha256.hex(file), Files.size(file), mediaType);
    }

    @Override
    public void close() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
