package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.WorkingSize;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoInfo;
import io.tailforge.video.VideoProbe;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Single frames of a camera's video, decoded when they are asked for.
 *
 * @param size of the frames
 * @param frames RGB24, those of the wanted ones that could be read
 * @param why what stood in the way of the others
 */
record Film(WorkingSize size, Map<Integer, Frame> frames, Optional<String> why) {
    private static final int MOST_WIDTH = 1280;

    /** No frame later than this is looked for: a strip is to be there in seconds. */
    private static final int LAST_FRAME = 20_000;

    static Film of(ClipEvidence clip, String camera, Collection<Integer> wanted) {
        Map<Integer, Frame> frames = new TreeMap<>();
        Optional<Path> file = findVideo(clip, camera);
        if (file.isEmpty()) {
            return new Film(fallback(clip, camera), frames, Optional.of("no video"));
        }
        WorkingSize size = fallback(clip, camera);
        try {
            VideoInfo info = VideoProbe.probe(file.get());
            size = bounded(info.width(), info.height());
            read(file.get(), size, wanted, frames);
            return new Film(size, frames, Optional.empty());
        } catch (BadInputException e) {
            return new Film(size, frames, Optional.of(e.problems().getFirst().code()));
        }
    }

    static Optional<Path> findVideo(ClipEvidence clip, String camera) {
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .flatMap(view -> Optional.ofNullable(view.objects().get(ObjectKind.RGB)).stream())
                .map(ArtifactRef::key)
                .map(clip.folder()::resolve)
                .findFirst();
    }

    private static WorkingSize fallback(ClipEvidence clip, String camera) {
        var model = clip.scene().rig().getCamera(camera).model();
        return bounded(model.width(), model.height());
    }

    private static WorkingSize bounded(int width, int height) {
        if (width <= MOST_WIDTH) {
            return new WorkingSize(width, height);
        }
        double scale = (double) MOST_WIDTH / width;
        return new WorkingSize(MOST_WIDTH, (int) Math.max(2, Math.round(height * scale / 2) * 2));
    }

    private static void read(Path file, WorkingSize size, Collection<Integer> wanted, Map<Integer, Frame> frames) {
        int last = Math.min(LAST_FRAME, wanted.isEmpty() ? -1 : Collections.max(wanted));
        try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.RGB24, size.width(), size.height())) {
            for (int i = 0; i <= last; i++) {
                if (wanted.contains(i)) {
                    int index = i;
                    decoder.next().ifPresent(frame -> frames.put(index, frame));
                } else if (!decoder.skip()) {
                    return;
                }
            }
        }
    }
}
