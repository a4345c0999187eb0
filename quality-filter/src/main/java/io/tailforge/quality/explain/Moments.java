package io.tailforge.quality.explain;

import io.tailforge.scene.artifact.Finding;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which frames (or sweeps) of a finding a strip shows: before, its first, its middle, its last, after. */
final class Moments {
    static final int MOST = 5;

    private Moments() {}

    /** @param frames that the clip has */
    static List<Integer> of(Finding finding, int frames) {
        if (frames <= 0) {
            return List.of();
        }
        if (finding.firstFrame() < 0 || finding.firstFrame() >= frames) {
            return spread(frames);
        }
        int first = finding.firstFrame();
        int last = Math.clamp(finding.lastFrame(), first, frames - 1);
        TreeSet<Integer> shown = new TreeSet<>(List.of(first - 1, first, (first + last) / 2, last, last + 1));
        for (int reach = 2; shown.size() < MOST && reach <= MOST; reach++) {
            shown.add(first - reach);
            shown.add(last + reach);
        }
        return shown.stream()
                .filter(frame -> frame >= 0 && frame < frames)
                .limit(MOST)
                .toList();
    }

    private static List<Integer> spread(int frames) {
        return IntStream.range(0, MOST)
                .map(i -> (int) Math.round(i * (frames - 1.0) / (MOST - 1)))
                .distinct()
                .boxed()
                .toList();
    }

    static boolean isWithin(Finding finding, int frame) {
        return finding.firstFrame() < 0 || frame >= finding.firstFrame() && frame <= finding.lastFrame();
    }

    /** The frame that shows it best where only one can be shown. */
    static int middle(Finding finding, int frames) {
        return finding.firstFrame() < 0
                ? frames / 2
                : Math.clamp((finding.firstFrame() + finding.lastFrame()) / 2, 0, Math.max(0, frames - 1));
    }
}
