package io.tailforge.quality.check.view;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.view.Patch.Match;
import io.tailforge.quality.check.view.Sight.Seen;
import io.tailforge.quality.check.view.Sight.Tone;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.List;

/** What two cameras see of the same places, over a clip. @param first and {@code second} cameras in the order of the rig */
record Overlap(String first, String second, List<Place> places) {
    /** Likeness from which on a patch counts as found. */
    private static final double FOUND = 0.7;

    /** A place that is found elsewhere almost as well is found nowhere: flakes make such matches. */
    private static final double DISTINCT = 0.05;

    private static final double NEAR_PIXELS = 1.5;

    Overlap(String first, String second) {
        this(first, second, new ArrayList<>());
    }

    /** @param forward the first camera's points in the second's picture, else the reverse */
    void add(List<Seen> seen, boolean forward) {
        for (Seen one : seen) {
            Match match = one.match();
            double sign = forward ? 1 : -1;
            places.add(new Place(
                    one.level(),
                    forward ? one.mapping().from() : one.mapping().to(),
                    forward ? one.mapping().to() : one.mapping().from(),
                    match.most(),
                    match.lead(),
                    sign * match.du(),
                    sign * match.dv(),
                    forward ? one.tone() : one.toneThere(),
                    forward ? one.toneThere() : one.tone()));
        }
    }

    /** Share of the places that are found where they ought to be. */
    double agreement() {
        return (double) places.stream().filter(Place::agrees).count() / Math.max(1, places.size());
    }

    /** How far from their place what is found is found, pixels; the median. */
    double residual() {
        return Medians.median(found().stream().mapToDouble(Place::distance).toArray());
    }

    List<Place> found() {
        return places.stream().filter(Place::isFound).toList();
    }

    /** What is found in the second picture is found so far to the right of its place. */
    double shiftRight() {
        return Medians.median(found().stream().mapToDouble(Place::du).toArray());
    }

    double shiftDown() {
        return Medians.median(found().stream().mapToDouble(Place::dv).toArray());
    }

    /** How the cameras show what they agree in. */
    Seam seam() {
        return Seam.of(places.stream().filter(Place::agrees).toList());
    }

    /** Where a camera looks at what the other sees too. */
    ImageRegion region(String camera, int width, int height) {
        List<Pixel> pixels = places.stream()
                .map(place -> camera.equals(first) ? place.inFirst() : place.inSecond())
                .toList();
        double[] u = pixels.stream().mapToDouble(Pixel::u).toArray();
        double[] v = pixels.stream().mapToDouble(Pixel::v).toArray();
        return ImageRegion.ofPixels(
                Medians.quantile(u, 0.02),
                Medians.quantile(v, 0.02),
                Medians.quantile(u, 0.98),
                Medians.quantile(v, 0.98),
                width,
                height);
    }

    /** @param level on something like a road @param likeness -1..1 where the patch was found; {@code lead} before the next best; {@code du} and {@code dv} from its place to there */
    record Place(
            boolean level,
            Pixel inFirst,
            Pixel inSecond,
            double likeness,
            double lead,
            double du,
            double dv,
            Tone toneInFirst,
            Tone toneInSecond) {
        double distance() {
            return Math.hypot(du, dv);
        }

        boolean isFound() {
            return likeness > FOUND && lead > DISTINCT;
        }

        boolean agrees() {
            return likeness > FOUND && distance() < NEAR_PIXELS;
        }
    }
}
