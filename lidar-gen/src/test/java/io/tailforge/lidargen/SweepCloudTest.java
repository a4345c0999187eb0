package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SweepCloudTest {
    private static final LidarEngine ENGINE = Street.usual().driving(12, 0.1).engine();
    private static final SweepPoints POINTS = ENGINE.sweep(1);
    private static final SweepCloud CLOUD = new SweepCloud(POINTS, ENGINE.pattern(), false);

    @Test
    void aPcdHasEveryPointWithItsTruth() {
        byte[] file = CLOUD.pcd();
        String text = new String(file, StandardCharsets.US_ASCII);
        int data = text.indexOf("DATA binary\n") + 12;
        assertThat(text).startsWith("# .PCD v0.7").contains("POINTS " + POINTS.size() + "\n");
        assertThat(file.length - data).isEqualTo(30 * POINTS.size());
        int i = 777;
        ByteBuffer point = ByteBuffer.wrap(file, data + 30 * i, 30).order(ByteOrder.LITTLE_ENDIAN);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(point.getFloat()).isEqualTo(POINTS.xyz()[3 * i + axis]);
        }
        assertThat(point.getFloat()).isEqualTo(POINTS.intensity()[i] & 0xFF);
        assertThat(point.getShort()).isEqualTo(POINTS.ring()[i]);
        assertThat(point.getInt()).isEqualTo(POINTS.timeMicros()[i]);
        assertThat(point.getFloat()).isEqualTo(CLOUD.azimuths()[i]);
        assertThat(point.getShort()).isEqualTo(POINTS.instance()[i]);
        assertThat(point.get()).isEqualTo(POINTS.semantic()[i]);
        assertThat(point.get()).isEqualTo(POINTS.returnIndex()[i]);
    }

    @Test
    void nuScenesFilesAreFiveFloatsAPoint() {
        ByteBuffer file = ByteBuffer.wrap(CLOUD.nuScenes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.capacity()).isEqualTo(20 * POINTS.size());
        int i = POINTS.size() - 1;
        assertThat(file.getFloat(20 * i + 4)).isEqualTo(POINTS.xyz()[3 * i + 1]);
        assertThat(file.getFloat(20 * i + 12)).isEqualTo(POINTS.intensity()[i] & 0xFF);
        assertThat(file.getFloat(20 * i + 16)).isEqualTo(POINTS.ring()[i]);
    }

    @Test
    void theRangeImageHoldsTheFirstReturnsByBeamAndColumn() {
        float[] image = CLOUD.rangeImage();
        int filled = 0;
        for (float range : image) {
            filled += range > 0 ? 1 : 0;
        }
        assertThat(filled).isEqualTo(POINTS.size());
        int i = 4000;
        int row = ENGINE.pattern().rings() - 1 - POINTS.ring()[i];
        assertThat(image[row * ENGINE.pattern().columns() + POINTS.column()[i]]).isEqualTo(POINTS.range()[i]);
    }

    @Test
    void aRawPointLiesWhereItsBeamLookedAsFarAsItMeasured() {
        float[] raw = new SweepCloud(POINTS, ENGINE.pattern(), true).xyz();
        float[] azimuth = CLOUD.azimuths();
        for (int i = 0; i < POINTS.size(); i += 97) {
            double level = Math.hypot(raw[3 * i], raw[3 * i + 1]);
            assertThat(Math.hypot(level, raw[3 * i + 2])).isCloseTo(POINTS.range()[i], within(1e-4));
            assertThat(Math.atan2(raw[3 * i + 1], raw[3 * i])).isCloseTo(azimuth[i], within(1e-5));
        }
    }
}
