package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Material;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that whole sweeps keep whatever the weather's rates. */
class WeatherSweepTest {
    private static final double CLEAR = Double.POSITIVE_INFINITY;

    @Test
    void everyPhenomenonAtRateZeroLeavesTheSweepAsItWas() throws Exception {
        String clear = hash(fast(Weather.CLEAR), 1);
        assertThat(hash(fast(new Weather(0.8, 0, 0, CLEAR, 0, 0)), 1)).isEqualTo(clear);
        assertThat(hash(fast(new Weather(0, 0.01, 0, CLEAR, 0, 0)), 1)).isNotEqualTo(clear);
        assertThat(hash(fast(new Weather(0, 0, 0.01, CLEAR, 0, 0)), 1)).isNotEqualTo(clear);
        assertThat(hash(fast(new Weather(0, 0, 0, 10_000, 0, 0)), 1)).isNotEqualTo(clear);
        assertThat(hash(fast(new Weather(0, 0, 0, CLEAR, 0.01, 0)), 1)).isNotEqualTo(clear);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void threadsChangeNothingAndTheSeedEverything(long seed) throws Exception {
        Street street = fast(any(new SplittableRandom(seed)));
        String one = hash(street, 1);
        assertThat(hash(street, 2)).isEqualTo(one);
        assertThat(hash(street, 7)).isEqualTo(one);
        assertThat(hash(street.seed(43), 1)).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingComesFromBehindWhatTheBeamMeets(long seed) {
        Weather weather = any(new SplittableRandom(seed));
        LidarEngine engine = fast(weather).engine();
        RangeImage met = engine.rangeImage(1);
        SweepPoints points = engine.sweep(1);
        int fromTheAir = 0;
        for (int i = 0; i < points.size(); i++) {
            float surface = met.range()[(met.rows() - 1 - points.ring()[i]) * met.columns() + points.column()[i]];
            if (surface > 0 && points.semantic()[i] == 0 && points.range()[i] < surface - 1.5) {
                fromTheAir++;
            }
            if (surface > 0 && !isGhost(points, i) && isPlain(met, points, i)) {
                assertThat(points.range()[i]).isLessThan(surface + 0.4f + 0.004f * surface);
            }
        }
        assertThat(fromTheAir).as(weather.toString()).isPositive();
    }

    /** Mirrored by the road: it stands under it. */
    private static boolean isGhost(SweepPoints points, int i) {
        return points.semantic()[i] == 0 && points.xyz()[3 * i + 2] < -Street.LIDAR_HEIGHT - 0.3;
    }

    @Test
    void standingWaterShowsGhostsUnderTheRoadAndRainThatRipplesItDoesNot() {
        Street street = new Street().road().wall(25, -30, 25, 30, Material.SIGN_FACE);
        SweepPoints dry = street.engine().sweep(0);
        SweepPoints wet =
                street.weather(new Weather(1, 0, 0, CLEAR, 1, 0)).engine().sweep(0);
        SweepPoints rain =
                street.weather(new Weather(1, 25, 0, CLEAR, 1, 0)).engine().sweep(0);
        assertThat(ghosts(dry)).isZero();
        assertThat(ghosts(rain)).isZero();
        int ghosts = ghosts(wet);
        assertThat(ghosts).isGreaterThan(10);
        int onTheMirroredWall = 0;
        for (int i = 0; i < wet.size(); i++) {
            onTheMirroredWall += isGhost(wet, i) && Math.abs(wet.xyz()[3 * i] - 24.1) < 0.2 ? 1 : 0;
        }
        assertThat(onTheMirroredWall).isEqualTo(ghosts);
    }

    private static int ghosts(SweepPoints points) {
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            count += isGhost(points, i) ? 1 : 0;
        }
        return count;
    }

    /** No edge: the beam lies on one surface. */
    private static boolean isPlain(RangeImage met, SweepPoints points, int i) {
        int row = met.rows() - 1 - points.ring()[i];
        int column = points.column()[i];
        float here = met.range()[row * met.columns() + column];
        for (int step = -1; step <= 1; step++) {
            int aside = Math.clamp(column + step, 0, met.columns() - 1);
            int above = Math.clamp(row + step, 0, met.rows() - 1);
            if (Math.abs(met.range()[row * met.columns() + aside] - here) > 0.1 * here
                    || Math.abs(met.range()[above * met.columns() + column] - here) > 0.1 * here) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void moreOfAnyWeatherLeavesFewerPointsOfTheScene(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rate = {0, 0, 0};
        int last = Integer.MAX_VALUE;
        for (int step = 0; step < 4; step++) {
            int scene = ofTheScene(fast(new Weather(1, rate[0], rate[1], rate[2] == 0 ? CLEAR : 3 / rate[2], 0, 0))
                    .engine()
                    .sweep(0));
            assertThat(scene).isLessThan(last);
            last = scene;
            rate[random.nextInt(3)] += random.nextDouble(0.02, 0.03);
            rate[0] += random.nextDouble(5, 25);
            rate[1] += random.nextDouble(0.5, 2);
        }
    }

    private static int ofTheScene(SweepPoints points) {
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            count += points.semantic()[i] == 0 ? 0 : 1;
        }
        return count;
    }

    @Test
    void fastCarsOnAWetRoadTrailSprayAndSlowOnesAndDryRoadsDoNot() {
        Weather wet = new Weather(1, 0, 0, CLEAR, 1, 0);
        int slow = spray(street(4).weather(wet));
        int town = spray(street(13).weather(wet));
        int motorway = spray(street(30).weather(wet));
        int damp = spray(street(30).weather(new Weather(1, 0, 0, CLEAR, 0.3, 0)));
        assertThat(spray(street(30))).isZero();
        assertThat(slow).isLessThan(20);
        assertThat(town).isGreaterThan(5 * Math.max(1, slow));
        assertThat(motorway).isGreaterThan(2 * town);
        assertThat(damp).isLessThan(motorway / 2);
    }

    /** Points of the air, all of which must lie in the plume of the car ahead or the ego vehicle's own. */
    private static int spray(Street street) {
        SweepPoints points = street.engine().sweep(0);
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            double z = points.xyz()[3 * i + 2] + Street.LIDAR_HEIGHT;
            if (points.semantic()[i] == 0 && z > 0) {
                float x = points.xyz()[3 * i];
                assertThat(z).isLessThan(2.1);
                assertThat(x < 1 && x > -12 || x > 6 && x < 20).as("x = " + x).isTrue();
                count++;
            }
        }
        return count;
    }

    private static Street street(double speed) {
        return new Street().road().car(20, 0, speed, 0).driving(speed, 0);
    }

    private static Weather any(SplittableRandom random) {
        return new Weather(
                random.nextDouble(),
                random.nextDouble(1, 60),
                random.nextDouble(0.1, 4),
                random.nextDouble(40, 400),
                random.nextDouble(),
                random.nextDouble());
    }

    private static Street fast(Weather weather) {
        return Street.usual().driving(20, 0.05).weather(weather);
    }

    private static String hash(Street street, int threads) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            LidarEngine engine = street.engine();
            return Sha256.hex(SweepNpz.bytes(pool.submit(() -> engine.sweep(1)).get()));
        }
    }
}
