package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.fault.Fault;
import io.tailforge.quality.fault.FaultPlanter;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.variation.Weather;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every check does: it is installed, passes what is right in any weather, and rejects each fault it is made for. */
abstract class QualityCheckContract {
    private static final Weather FOG = new Weather(1, 0, 0, 60, 0.3, 0);
    private static final Weather RAIN = new Weather(1, 25, 0, Double.POSITIVE_INFINITY, 1, 0);

    @TempDir
    private Path temp;

    protected abstract String checkId();

    /** Faults this check is made for, and the code it finds them under. */
    protected abstract Map<Fault, String> faults();

    private QualityCheck check() {
        return QualityFilter.listInstalled().stream()
                .filter(check -> check.id().equals(checkId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void passesACleanClipInAnyWeatherAndItsNullPlant() throws Exception {
        for (Weather weather : List.of(Weather.CLEAR, FOG, RAIN)) {
            ClipEvidence clip = TestClip.driving(temp.resolve("clean-" + weather.hashCode()), weather);
            assertThat(check().judge(clip)).isNotEmpty().allMatch(finding -> finding.severity() == Severity.PASS);
            ClipEvidence copy = FaultPlanter.plant(new Fault.None(), clip, temp.resolve("null-" + weather.hashCode()));
            assertThat(check().judge(copy)).isNotEmpty().allMatch(finding -> finding.severity() == Severity.PASS);
        }
    }

    @Test
    void rejectsEachFaultItIsMadeFor() throws Exception {
        ClipEvidence clip = TestClip.driving(temp.resolve("clean"), Weather.CLEAR);
        for (Map.Entry<Fault, String> fault : faults().entrySet()) {
            ClipEvidence faulty = FaultPlanter.plant(
                    fault.getKey(),
                    clip,
                    temp.resolve("faulty-" + fault.getKey().hashCode()));
            assertThat(check().judge(faulty))
                    .as(fault.getKey().toString())
                    .filteredOn(finding -> finding.severity() == Severity.FAIL)
                    .isNotEmpty()
                    .extracting(Finding::code)
                    .contains(fault.getValue());
        }
    }
}
