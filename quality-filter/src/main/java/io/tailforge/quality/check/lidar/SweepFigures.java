package io.tailforge.quality.check.lidar;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.Measure;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures taken sweep by sweep: the worst sweep of a LiDAR decides, and the finding spans all that are over the threshold. */
final class SweepFigures {
    private final String check;
    private final Calibration calibration;
    private final Map<Key, Worst> figures = new LinkedHashMap<>();

    SweepFigures(String check, Calibration calibration) {
        this.check = check;
        this.calibration = calibration;
    }

    private record Key(String lidar, Measure measure) {}

    private record Worst(double value, String ifWrong, int sweep, int firstWrong, int lastWrong) {}

    void add(String lidar, int sweep, Measure measure, double value, String ifWrong) {
        boolean right = measure.direction().allows(value, calibration.thresholdOf(measure));
        Worst here = new Worst(value, ifWrong, sweep, right ? Integer.MAX_VALUE : sweep, right ? -1 : sweep);
        figures.merge(new Key(lidar, measure), here, (old, now) -> worse(measure, old, now));
    }

    private static Worst worse(Measure measure, Worst old, Worst now) {
        boolean nowIsWorse =
                measure.direction() == Measure.Direction.AT_MOST ? now.value > old.value : now.value < old.value;
        Worst worst = nowIsWorse ? now : old;
        return new Worst(
                worst.value,
                worst.ifWrong,
                worst.sweep,
                Math.min(old.firstWrong, now.firstWrong),
                Math.max(old.lastWrong, now.lastWrong));
    }

    /** One finding for each figure of each LiDAR, in the order in which they first came. */
    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>();
        figures.forEach((key, worst) -> findings.add(Findings.about(check, key.lidar())
                .by(calibration)
                .judge(key.measure(), worst.value(), where(worst), worst.ifWrong())));
        return findings;
    }

    private static Where where(Worst worst) {
        return worst.lastWrong() < 0 ? Where.frame(worst.sweep()) : Where.frames(worst.firstWrong(), worst.lastWrong());
    }
}
