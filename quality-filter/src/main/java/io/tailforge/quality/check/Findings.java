package io.tailforge.quality.check;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.Measure;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.util.Optional;

/** Makes findings of one check about one sensor. */
public record Findings(String check, Optional<String> sensor, Calibration calibration) {
    public static Findings about(String check, String sensor) {
        return new Findings(check, Optional.of(sensor), Calibration.BUILT_IN);
    }

    public static Findings aboutClip(String check) {
        return new Findings(check, Optional.empty(), Calibration.BUILT_IN);
    }

    /** Judged by the clip's own thresholds. */
    public Findings by(Calibration other) {
        return new Findings(check, sensor, other);
    }

    /** Holds a figure to its threshold. */
    public Finding judge(Measure measure, double value, Where where, String ifWrong) {
        double threshold = calibration.thresholdOf(measure);
        boolean right = measure.direction().allows(value, threshold);
        return new Finding(
                check,
                measure.code(),
                right ? Severity.PASS : Severity.FAIL,
                value,
                threshold,
                measure.unit(),
                sensor,
                where.firstFrame(),
                where.lastFrame(),
                where.region(),
                right ? "" : ifWrong);
    }

    Finding of(Severity severity, String code, double value, double threshold, String unit, int frame, String detail) {
        return of(severity, code, value, threshold, unit, frame, frame, detail);
    }

    Finding of(
            Severity severity,
            String code,
            double value,
            double threshold,
            String unit,
            int firstFrame,
            int lastFrame,
            String detail) {
        return new Finding(check, code, severity, value, threshold, unit, sensor, firstFrame, lastFrame, detail);
    }

    public Finding fail(String code, double value, double threshold, String unit, int frame, String detail) {
        return of(Severity.FAIL, code, value, threshold, unit, frame, detail);
    }

    public Finding pass(String code, double value, double threshold, String unit, int frame) {
        return of(Severity.PASS, code, value, threshold, unit, frame, "");
    }

    public Finding notJudged(String code, String why) {
        return of(Severity.NOT_JUDGED, code, 0, 0, "", -1, why);
    }

    /** Fails above a threshold, passes up to it. */
    Finding atMost(String code, double value, double threshold, String unit, int frame, String ifAbove) {
        return value > threshold
                ? fail(code, value, threshold, unit, frame, ifAbove)
                : pass(code, value, threshold, unit, frame);
    }

    /** Fails below a threshold, passes from it on. */
    Finding atLeast(String code, double value, double threshold, String unit, int frame, String ifBelow) {
        return value < threshold
                ? fail(code, value, threshold, unit, frame, ifBelow)
                : pass(code, value, threshold, unit, frame);
    }
}
