package io.tailforge.quality.dataset;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.artifact.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks on while a clip is judged and writes its {@link ClipPrint} into the clip's folder. It judges nothing and finds nothing,
 * which is why it is not among the installed checks: whoever keeps clips adds it.
 */
public final class PrintTaker implements QualityCheck {
    @Override
    public String id() {
        return "print";
    }

    @Override
    public String describe() {
        return "writes down what the clip looks like, for finding near-duplicates";
    }

    @Override
    public int cost() {
        return 25;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Taking(clip);
    }

    private static final class Taking implements Examination {
        private final ClipEvidence clip;
        private final Map<String, List<Long>> hashes = new LinkedHashMap<>();

        Taking(ClipEvidence clip) {
            this.clip = clip;
        }

        @Override
        public void frame(CameraFrame frame) {
            int frames = clip.scene().grid().frames();
            for (int key = 0; key < ClipPrint.KEY_FRAMES; key++) {
                if (ClipPrint.keyFrame(key, frames) == frame.index()) {
                    hashes.computeIfAbsent(frame.camera(), camera -> new ArrayList<>())
                            .add(PictureHash.of(frame.luma()));
                }
            }
        }

        @Override
        public List<Finding> finish() {
            try {
                Files.write(clip.folder().resolve(ClipPrint.FILE), new ClipPrint(hashes).write());
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
