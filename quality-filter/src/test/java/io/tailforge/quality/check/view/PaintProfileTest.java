package io.tailforge.quality.check.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.Pixel;
import io.tailforge.scene.geometry.Vec3;
import org.junit.jupiter.api.Test;

final class PaintProfileTest {
    private static final int STEPS = PaintProfile.SIDE + PaintProfile.MARGIN;

    @Test
    void aPlaceSeenInManyFramesIsOnePlace() {
        PaintProfile profile = new PaintProfile();
        for (int frame = 0; frame < 12; frame++) {
            profile.add(point(3), new Pixel(10, 10), line(30), STEPS, 1);
        }
        PaintProfile all = new PaintProfile();
        all.add(profile);
        all.add(profile);
        assertThat(all.points()).isEqualTo(24);
        assertThat(all.places()).isEqualTo(1);
    }

    @Test
    void whatFogLeavesOfPaintIsCountedAsInClearAir() {
        PaintProfile clear = new PaintProfile();
        clear.add(point(0), new Pixel(10, 10), line(30), STEPS, 1);
        PaintProfile fog = new PaintProfile();
        fog.add(point(0), new Pixel(10, 10), line(30), STEPS, 1);
        fog.add(point(1), new Pixel(10, 10), line(12), STEPS, 0.4);
        assertThat(fog.strongest(0.15)).isCloseTo(clear.strongest(0.15), within(0.01));
    }

    @Test
    void whatIsHardlySeenCountsForLittle() {
        PaintProfile profile = new PaintProfile();
        profile.add(point(0), new Pixel(10, 10), line(30), STEPS, 1);
        double near = profile.strongest(0.15);
        profile.add(point(1), new Pixel(10, 10), line(0), STEPS, 0.3);
        assertThat(profile.strongest(0.15)).isBetween(0.9 * near, near);
    }

    private static PaintedPoint point(int place) {
        return new PaintedPoint(place, 0, Vec3.ZERO, new Vec3(0, 1, 0), false);
    }

    /** Grey road with a stripe in its middle that is brighter by so much. */
    private static double[] line(double brighter) {
        double[] luma = new double[2 * STEPS + 1];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 100 + (Math.abs(i - STEPS) <= 1 ? brighter : 0);
        }
        return luma;
    }
}
