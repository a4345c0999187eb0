package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceCheckTest {
    private static final double[] NO_CAR = {};

    @TempDir
    private Path temp;

    private final MovingStreet street = new MovingStreet(2);

    @Test
    void aCarThatIsThereIsNotMissed() throws IOException {
        assertThat(judge(street::draw)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PASS);
            assertThat(finding.value()).isLessThan(-0.3);
        });
    }

    @Test
    void aCarThatIsMissingAllTheTimeIsFoundWhereItShouldBe() throws IOException {
        assertThat(judge(t -> street.draw(t, 0, NO_CAR))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.code()).isEqualTo("ACTOR-ABSENT");
            assertThat(finding.camera()).contains("front");
            assertThat(finding.detail()).contains("actor car");
            assertThat(finding.region())
                    .hasValueSatisfying(region -> assertThat(region.left()).isBetween(0.01, 0.5));
        });
    }

    @Test
    void anotherGeneratorsStreetIsKnownByItsLanesOnly() throws IOException {
        ClipEvidence bare = street.showing(t -> street.draw(t, 0, NO_CAR), temp.resolve("bare"), false);
        assertThat(new PresenceCheck().judge(bare)).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void whereNothingDiffersNothingIsJudged() throws IOException {
        byte[] grey = new byte[MovingStreet.WIDTH * MovingStreet.HEIGHT * 3];
        assertThat(judge(t -> grey)).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    private List<Finding> judge(IntFunction<byte[]> pictures) throws IOException {
        return new PresenceCheck().judge(street.showing(pictures, temp.resolve("clip"), true));
    }
}
