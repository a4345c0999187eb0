package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeImageTest {
    private static final LidarModel NOISELESS = noiseless(SensorModels.get("hdl-32e"));
    private static final double STEP = 0.15;

    @Test
    void everyReturnOfTheSweepHasTheRangeOfTheImageUnlessItsBeamLiesOnAnEdge() {
        LidarEngine engine = Street.usual().driving(12, 0.3).engine(NOISELESS);
        SweepPoints sweep = engine.sweep(1);
        RangeImage image = engine.rangeImage(1);
        int exact = 0;
        for (int i = 0; i < sweep.size(); i++) {
            int row = image.rows() - 1 - sweep.ring()[i];
            int column = sweep.column()[i];
            if (sweep.range()[i] == image.range(row, column)) {
                exact++;
                assertThat(image.actor()[row * image.columns() + column]).isEqualTo(sweep.instance()[i]);
            } else {
                assertThat(isEdge(image, row, column))
                        .as("row %d column %d: %s, image %s", row, column, sweep.range()[i], image.range(row, column))
                        .isTrue();
            }
        }
        assertThat(exact).isGreaterThan((int) (0.85 * sweep.size())).isGreaterThan(20_000);
        assertThat(image.startMicros()).isEqualTo(sweep.startMicros());
        assertThat(image.worldFromLidarAtStart()).isEqualTo(sweep.worldFromLidarAtStart());
    }

    @Test
    void theFirstRowIsTheHighestBeamAndTheMiddleColumnLooksForward() {
        RangeImage image = new Street().road().pole(10, 0).engine(NOISELESS).rangeImage(0);
        int middle = image.columns() / 2;
        assertThat(image.range(image.rows() - 1, middle)).isBetween(2f, 5f);
        assertThat(image.range(0, middle)).isBetween(9f, 9.6f);
        assertThat(image.range(0, 0)).isZero();
    }

    @Test
    void weatherAndSeedDoNotTouchIt() {
        RangeImage clear = Street.usual().engine(NOISELESS).rangeImage(0);
        RangeImage storm = Street.usual()
                .weather(new Weather(1, 40, 2, 40, 1, 0.5))
                .engine(SensorModels.get("hdl-32e"))
                .rangeImage(0);
        assertThat(storm.range()).isEqualTo(clear.range());
    }

    @Test
    void itIsKeptAsFloats(@TempDir Path folder) throws IOException {
        RangeImage image = Street.usual().engine(NOISELESS).rangeImage(0);
        Path file = folder.resolve("0.npz");
        image.writeNpz(new float[image.rows()], file);
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("'descr': '<f4', 'fortran_order': False, 'shape': (32, " + image.columns() + ")")
                .contains("range.npy", "elevation.npy", "lidar_to_world.npy", "start_us.npy");
    }

    private static boolean isEdge(RangeImage image, int row, int column) {
        return differ(image, row, column, row - 1, column)
                || differ(image, row, column, row + 1, column)
                || differ(image, row, column, row, column - 1)
                || differ(image, row, column, row, column + 1);
    }

    private static boolean differ(RangeImage image, int row, int column, int otherRow, int otherColumn) {
        if (otherRow < 0 || otherRow >= image.rows() || otherColumn < 0 || otherColumn >= image.columns()) {
            return false;
        }
        float a = image.range(row, column);
        float b = image.range(otherRow, otherColumn);
        boolean apart = Math.abs(a - b) > STEP * Math.min(a, b);
        return apart
                || image.actor()[row * image.columns() + column]
                        != image.actor()[otherRow * image.columns() + otherColumn];
    }

    private static LidarModel noiseless(LidarModel m) {
        LidarModel.Receiver r = m.receiver();
        LidarModel.Receiver exact =
                new LidarModel.Receiver(r.minRange(), r.maxRange(), r.reach(), 0, 0, r.focalRange());
        return new LidarModel(m.id(), m.title(), m.source(), m.turn(), m.beams(), m.pulse(), exact);
    }
}
