package io.tailforge.quality.check.adherence;

import io.tailforge.quality.check.Prominence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One camera's pictures of some frames, each held against the control's views of its own and of the other frames: how much
 * edge there is where depth jumps at another time and not at this one, less how much there is where it is the other way about.
 */
final class Timing {
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(int frame, Prominence edges, Jumps jumps) {}

    void add(int frame, Prominence edges, Jumps jumps) {
        samples.add(new Sample(frame, edges, jumps));
    }

    /** By how many frames the other view is later. */
    TreeMap<Integer, Contrast> contrasts() {
        TreeMap<Integer, Contrast> byShift = new TreeMap<>();
        for (Sample picture : samples) {
            for (Sample other : samples) {
                if (other != picture) {
                    byShift.computeIfAbsent(other.frame() - picture.frame(), unused -> new Contrast())
                            .add(picture.edges(), other.jumps(), picture.jumps());
                }
            }
        }
        return byShift;
    }

    /** Edges where they are at another time against edges where they are now, places that have both left out. */
    static final class Contrast {
        private double there;
        private long countThere;
        private double here;
        private long countHere;

        void add(Prominence edges, Jumps then, Jumps now) {
            for (int cell : then.cells()) {
                if (!now.near()[cell]) {
                    there += edges.between(cell);
                    countThere++;
                }
            }
            for (int cell : now.cells()) {
                if (!then.near()[cell]) {
                    here += edges.between(cell);
                    countHere++;
                }
            }
        }

        void add(Contrast other) {
            there += other.there;
            countThere += other.countThere;
            here += other.here;
            countHere += other.countHere;
        }

        /** Places that tell one time from the other. */
        long places() {
            return Math.min(countThere, countHere);
        }

        /** Above 0 where the picture is rather of the other time. */
        double value() {
            return there / Math.max(1, countThere) - here / Math.max(1, countHere);
        }
    }
}
