package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Material;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LidarEngineTest {
    @Test
    void onlySweepsThatEndWithinTheClipAreMade() {
        LidarEngine engine = Street.usual().engine();
        assertThat(engine.sweepCount()).isEqualTo(20);
        assertThat(engine.startMicros(3)).isEqualTo(150_000);
        assertThatThrownBy(() -> engine.sweep(20)).hasMessageContaining("20 sweeps");
    }

    @Test
    void aWallStaysFlatInThePointsThoughTheSensorDrivesAndTurns() {
        LidarEngine engine = new Street()
                .wall(80, -40, 80, 40, Material.CONCRETE)
                .wall(16, -30, 16, 30, Material.CONCRETE)
                .driving(15, 0.3)
                .engine();
        SweepPoints points = engine.sweep(1);
        assertThat(points.size()).isGreaterThan(2000);
        for (int i = 0; i < points.size(); i++) {
            Vec3 world = world(points, i);
            assertThat(world.x() - Street.ORIGIN.x()).isCloseTo(16, within(0.2));
        }
    }

    @Test
    void aRawPointIsShiftedByTheWayDrivenUntilItsShot() {
        LidarEngine engine = new Street()
                .wall(16, -30, 16, 30, Material.CONCRETE)
                .driving(15, 0)
                .engine();
        SweepPoints points = engine.sweep(0);
        assertThat(points.size()).isGreaterThan(2000);
        for (int i = 0; i < points.size(); i++) {
            Vec3 direction = engine.pattern().direction(points.column()[i], points.ring()[i]);
            double shotSeconds = engine.pattern().shotMicros(points.column()[i], points.ring()[i]) * 1e-6;
            Vec3 raw = direction.times(points.range()[i]);
            assertThat((double) points.timeMicros()[i]).isCloseTo(shotSeconds * 1e6, within(0.5));
            assertThat(points.xyz()[3 * i] - raw.x()).isCloseTo(15 * shotSeconds, within(1e-4));
            assertThat(points.xyz()[3 * i + 1] - raw.y()).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void theNoiseOfRangesIsTheSensors() {
        LidarEngine engine = new Street().wall(10, -30, 10, 30, Material.FACADE).engine();
        SweepPoints points = engine.sweep(0);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            Vec3 d = engine.pattern().direction(points.column()[i], points.ring()[i]);
            double error = points.range()[i] - (10 - 0.9) / d.x();
            if (d.x() > 0.9) {
                sum += error;
                squares += error * error;
                count++;
            }
        }
        assertThat(count).isGreaterThan(1000);
        assertThat(sum / count).isCloseTo(0, within(0.003));
        assertThat(Math.sqrt(squares / count)).isBetween(0.009, 0.014);
    }

    @Test
    void pointsOfAnActorLieInItsBoxAtTheTimeOfTheShot() {
        Street street = Street.usual().driving(10, 0);
        List<ActorTrack> actors = street.scene().actors();
        SweepPoints points = street.engine().sweep(4);
        int[] perActor = new int[actors.size() + 1];
        int onTheSurface = 0;
        for (int i = 0; i < points.size(); i++) {
            int instance = points.instance()[i];
            perActor[instance]++;
            if (instance > 0) {
                long time = points.startMicros() + points.timeMicros()[i];
                var box = actors.get(instance - 1).findAt(time).orElseThrow().box();
                assertThat(box.contains(world(points, i), 0.8)).isTrue();
                onTheSurface += box.contains(world(points, i), 0.1) ? 1 : 0;
            }
        }
        assertThat(perActor[1]).isGreaterThan(100);
        assertThat(perActor[2]).isGreaterThan(100);
        assertThat(perActor[3]).isGreaterThan(20);
        assertThat(onTheSurface).isGreaterThan(95 * (perActor[1] + perActor[2] + perActor[3]) / 100);
    }

    @Test
    void pointsOnTheRoadBetweenTheCarsBelongToNoActor() {
        SweepPoints points = Street.usual().engine().sweep(0);
        int road = 0;
        for (int i = 0; i < points.size(); i++) {
            Vec3 p = world(points, i).minus(Street.ORIGIN);
            if (Math.abs(p.z()) < 0.1 && Math.abs(p.y()) < 1.2) {
                assertThat(points.instance()[i]).isZero();
                road++;
            }
        }
        assertThat(road).isGreaterThan(500);
    }

    @Test
    void oneThreadAndSevenMakeTheSameBytes() throws Exception {
        Street street = Street.usual().driving(8, 0.1).weather(new Weather(1, 20, 0, 300, 1, 0));
        String one = hash(street, 1);
        assertThat(hash(street, 7)).isEqualTo(one);
        assertThat(hash(Street.usual().driving(8, 0.1), 2)).isNotEqualTo(one);
    }

    @Test
    void weatherAtRateZeroIsClearAir() {
        SweepPoints clear = Street.usual().engine().sweep(0);
        SweepPoints cloudy = Street.usual()
                .weather(new Weather(1, 0, 0, Double.POSITIVE_INFINITY, 0, 0))
                .engine()
                .sweep(0);
        assertThat(SweepNpz.bytes(cloudy)).isEqualTo(SweepNpz.bytes(clear));
    }

    @Test
    void moreFogLeavesFewerPointsOfTheScene() {
        int last = Integer.MAX_VALUE;
        for (double visibility : new double[] {1000, 300, 100, 50, 25}) {
            SweepPoints points = Street.usual()
                    .weather(new Weather(1, 0, 0, visibility, 0, 0))
                    .engine()
                    .sweep(0);
            int far = 0;
            for (int i = 0; i < points.size(); i++) {
                far += points.range()[i] > 8 ? 1 : 0;
            }
            assertThat(far).isLessThan(last);
            last = far;
        }
    }

    @Test
    void aWetRoadReturnsLessThanADryOne() {
        Street dry = new Street().road();
        Street wet = new Street().road().weather(new Weather(1, 0, 0, Double.POSITIVE_INFINITY, 1, 0));
        assertThat(farthest(wet.engine().sweep(0)))
                .isLessThan(0.8f * farthest(dry.engine().sweep(0)));
    }

    @Test
    void beamsThatFallOnAPoleAndTheWallBehindItGiveTwoReturns() {
        Street street = new Street()
                .wall(18, -30, 18, 30, Material.CONCRETE)
                .pole(9, 0.3)
                .pole(9.2, 1.5)
                .pole(8.8, -1)
                .pole(9.4, -2)
                .returns(2);
        SweepPoints points = street.engine().sweep(0);
        int second = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.returnIndex()[i] == 1) {
                second++;
                assertThat(points.column()[i]).isEqualTo(points.column()[i - 1]);
                assertThat(Math.abs(points.range()[i] - points.range()[i - 1])).isGreaterThan(7);
            }
        }
        assertThat(second).isBetween(5, 200);
    }

    @Test
    void aSignSaturatesTheReceiver() {
        SweepPoints sign = before(Material.SIGN_FACE);
        assertThat(sign.size()).isGreaterThan(1000);
        for (byte intensity : sign.intensity()) {
            assertThat(intensity & 255).isEqualTo(255);
        }
    }

    @Test
    void throughAPaneTheWallBehindItIsSeenDimmed() {
        SweepPoints points = new Street()
                .wall(10, 4, 10, -4, Material.WINDOW)
                .wall(14, 9, 14, -9, Material.FACADE)
                .returns(2)
                .engine()
                .sweep(0);
        double passes = Material.WINDOW.laser().passes();
        int behind = 0;
        int pane = 0;
        for (int i = 0; i < points.size(); i++) {
            Vec3 p = world(points, i).minus(Street.ORIGIN);
            if (Math.abs(p.y()) < 2 && Math.abs(p.z() - Street.LIDAR_HEIGHT) < 1) {
                boolean wall = Math.abs(p.x() - 14) < 0.1;
                assertThat(wall || Math.abs(p.x() - 10) < 0.1).isTrue();
                behind += wall ? 1 : 0;
                pane += wall ? 0 : 1;
                double dimmed = 100 * Material.FACADE.laser().diffuse() * passes * passes;
                assertThat(!wall || (points.intensity()[i] & 255) < 1.02 * dimmed)
                        .isTrue();
            }
        }
        assertThat(behind).isGreaterThan(300);
        assertThat(pane).isGreaterThan(100);
    }

    @Test
    void pointsOfAMovingCarLieOnItWhereItIsAtTheTimeOfTheirShot() {
        Street street = new Street().car(10, -6, 25, Math.PI / 2);
        SweepPoints points = street.engine(exact()).sweep(2);
        ActorTrack car = street.scene().actors().getFirst();
        int flank = 0;
        for (int i = 0; i < points.size(); i++) {
            long time = points.startMicros() + points.timeMicros()[i];
            Vec3 p = car.findAt(time).orElseThrow().worldFromActor().inverse().transform(world(points, i));
            if (points.instance()[i] == 1 && p.y() > 0.8) {
                assertThat(p.y()).isCloseTo(Street.CAR.y() / 2, within(1e-3));
                flank++;
            }
        }
        assertThat(flank).isGreaterThan(500);
    }

    @Test
    void rangesAreMultiplesOfTheReceiversStep() {
        SweepPoints points = Street.usual().engine().sweep(0);
        for (float range : points.range()) {
            assertThat(Math.abs(range / 0.002 - Math.rint(range / 0.002))).isLessThan(0.01);
        }
    }

    @Test
    void raysBesideEveryAxisChangeLittle() {
        Street street = Street.usual();
        SweepPoints edges = street.engine().sweep(0);
        SweepSettings wide = new SweepSettings(1, false, true);
        SweepPoints all = new LidarEngine(
                        street.world(), street.scene(), street.lidar(), SensorModels.get("hdl-32e"), 42, wide)
                .sweep(0);
        assertThat(all.size()).isBetween(99 * edges.size() / 100, 101 * edges.size() / 100);
    }

    @Test
    void aSweepIsCancelledBeforeItsNextSlice() {
        LidarEngine engine = Street.usual().engine();
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> engine.sweep(0, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isLessThan(50);
    }

    private static LidarModel exact() {
        LidarModel m = SensorModels.get("hdl-32e");
        LidarModel.Receiver exact = new LidarModel.Receiver(0.5, 100, 200, 0, 0, 0);
        LidarModel.Pulse needle = new LidarModel.Pulse(905, 1, 0, 0);
        return new LidarModel(m.id(), m.title(), m.source(), m.turn(), m.beams(), needle, exact);
    }

    private static SweepPoints before(Material material) {
        return new Street().wall(10, 4, 10, -4, material).engine().sweep(0);
    }

    private static float farthest(SweepPoints points) {
        float farthest = 0;
        for (float range : points.range()) {
            farthest = Math.max(farthest, range);
        }
        return farthest;
    }

    private static String hash(Street street, int threads) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            LidarEngine engine = street.engine();
            return Sha256.hex(SweepNpz.bytes(pool.submit(() -> engine.sweep(2)).get()));
        }
    }

    private static Vec3 world(SweepPoints points, int i) {
        return points.worldFromLidarAtStart()
                .transform(new Vec3(points.xyz()[3 * i], points.xyz()[3 * i + 1], points.xyz()[3 * i + 2]));
    }
}
