package io.tailforge.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.verdict.DecisionRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterPropertiesTest {
    private static final FilterProperties DEFAULT = new FilterProperties("", -1, -1, List.of());

    @Test
    void byDefaultNobodyIsCalledAndTheScoreRefusesNothing() {
        assertThat(DEFAULT.rule()).isEqualTo(DecisionRule.DEFAULT);
        assertThat(DEFAULT.rule().rejectBelow(0)).isZero();
        assertThat(DEFAULT.rule().acceptFrom(0)).isZero();
        assertThat(DEFAULT.rule().rejectBelow(0.01)).isEqualTo(0.01);
        assertThat(DEFAULT.rule().acceptFrom(0.01)).isEqualTo(0.01);
    }

    /** A result holds its verdict: where anything that makes verdicts changes, its key does. */
    @Test
    void whateverChangesVerdictsChangesWhatTheyAreKeptUnder() {
        Calibration one = new Calibration("mine", "aa", 0.01, Map.of(), Map.of(), Optional.empty());
        Calibration other = new Calibration("mine", "bb", 0.01, Map.of(), Map.of(), Optional.empty());

        assertThat(DEFAULT.describe(Calibration.BUILT_IN)).isEmpty();
        assertThat(List.of(
                        DEFAULT.describe(one),
                        DEFAULT.describe(other),
                        new FilterProperties("", 0.02, -1, List.of()).describe(one),
                        new FilterProperties("", -1, 0.2, List.of()).describe(one),
                        new FilterProperties("", -1, -1, List.of("freeze")).describe(one),
                        new FilterProperties("", -1, -1, List.of("freeze")).describe(Calibration.BUILT_IN)))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void aBandThatIsNoneIsRefusedWithItsKeys() {
        assertThatThrownBy(() -> new FilterProperties("", 0.5, 0.1, List.of()))
                .hasMessageContaining("tailforge.filter.reject-below");
    }
}
