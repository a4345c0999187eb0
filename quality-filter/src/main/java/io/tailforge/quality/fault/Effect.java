package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much a plant changed, against the control: the same clip through the same codec without the fault.
 *
 * @param value the largest over sensors; of pictures the mean absolute difference of RGB samples in the place's frames and
 *     region, of sweeps the mean number of points that are gone, new or differ by more than a millimetre or in a value
 * @param unit {@code levels}, {@code points} or {@code files}
 */
public record Effect(double value, String unit) {
    private static final double MILLIMETRE = 1e-3;

    public static Effect of(Placed placed, ClipEvidence control, ClipEvidence planted) throws IOException {
        List<Fault> parts = FaultPlanter.parts(placed.fault()).toList();
        if (parts.stream().anyMatch(Fault.OfFile.class::isInstance)) {
            return new Effect(filesDiffer(control, planted), "files");
        }
        if (parts.stream().anyMatch(Fault.OfLidar.class::isInstance)) {
            return new Effect(points(placed.place(), control, planted), "points");
        }
        return new Effect(levels(placed.place(), control, planted), "levels");
    }

    private static int filesDiffer(ClipEvidence control, ClipEvidence planted) throws IOException {
        int differ = 0;
        for (GeneratedView view : control.result().views()) {
            Path a = video(control, view.camera());
            Path b = video(planted, view.camera());
            differ += !Files.exists(b) || Files.mismatch(a, b) >= 0 ? 1 : 0;
        }
        return differ;
    }

    private static Path video(ClipEvidence clip, String camera) {
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .findFirst()
                .flatMap(view -> Optional.ofNullable(view.objects().get(ObjectKind.RGB)))
                .map(object -> clip.folder().resolve(object.key()))
                .orElseThrow(() -> new IllegalArgumentException("no video of " + camera));
    }

    private static double levels(Place place, ClipEvidence control, ClipEvidence planted) {
        double most = 0;
        for (GeneratedView view : control.result().views()) {
            if (place.sensor().isEmpty() || place.sensor().get().equals(view.camera())) {
                most = Math.max(most, levels(place, video(control, view.camera()), video(planted, view.camera())));
            }
        }
        return most;
    }

    /** Where the fault goes on after its first frame, as a cut does, a region of one frame would not tell. */
    private static double levels(Place place, Path control, Path planted) {
        try (VideoReel a = new VideoReel(control);
                VideoReel b = new VideoReel(planted)) {
            int last = Math.min(a.frames(), b.frames()) - 1;
            if (a.frames() != b.frames()) {
                return 255;
            }
            int from = Math.max(0, place.first());
            int to = place.first() < 0 ? last : Math.min(last, place.last());
            double sum = 0;
            for (int i = from; i <= to; i++) {
                sum += difference(a.frame(i), b.frame(i), place.region());
            }
            return sum / (to - from + 1);
        } catch (BadInputException unreadable) {
            return 255;
        }
    }

    private static double difference(Frame a, Frame b, Optional<ImageRegion> region) {
        double[] sum = new double[2];
        byte[] other = b.bytes();
        Brushes.each(a, region.orElse(Brushes.WHOLE), (value, at) -> {
            sum[0] += Math.abs(value - (other[at] & 0xff));
            sum[1]++;
            return value;
        });
        return sum[1] == 0 ? 0 : sum[0] / sum[1];
    }

    private static double points(Place place, ClipEvidence control, ClipEvidence planted) {
        double sum = 0;
        int sweeps = 0;
        for (LidarSweep sweep : control.result().sweeps()) {
            if (place.sensor().isEmpty() || place.sensor().get().equals(sweep.lidar())) {
                Path key = Path.of(sweep.points().key());
                sum += points(
                        SweepPoints.read(control.folder().resolve(key)),
                        SweepPoints.read(planted.folder().resolve(key)));
                sweeps++;
            }
        }
        return sweeps == 0 ? 0 : sum / sweeps;
    }

    private static int points(SweepPoints a, SweepPoints b) {
        if (a.count() != b.count()) {
            return Math.max(Math.abs(a.count() - b.count()), beams(a, b));
        }
        int differ = 0;
        for (int i = 0; i < a.count(); i++) {
            differ += isMoved(a, i, b, i) || a.ring(i) != b.ring(i) ? 1 : 0;
        }
        return differ;
    }

    /** Where points cannot be paired in order: by the first point of each ring and column. */
    private static int beams(SweepPoints a, SweepPoints b) {
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < a.count(); i++) {
            first.putIfAbsent(a.ring(i) << 16 | a.column(i), i);
        }
        int differ = 0;
        for (int i = 0; i < b.count(); i++) {
            Integer other = first.get(b.ring(i) << 16 | b.column(i));
            differ += other == null || isMoved(a, other, b, i) ? 1 : 0;
        }
        return differ;
    }

    private static boolean isMoved(SweepPoints a, int i, SweepPoints b, int j) {
        return Math.abs(a.x(i) - b.x(j)) > MILLIMETRE
                || Math.abs(a.y(i) - b.y(j)) > MILLIMETRE
                || Math.abs(a.z(i) - b.z(j)) > MILLIMETRE
                || a.intensity(i) != b.intensity(j);
    }
}
