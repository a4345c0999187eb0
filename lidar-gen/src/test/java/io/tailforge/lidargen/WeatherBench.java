package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.lidargen.air.SprayPlume;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shots per CPU second of each phenomenon, from a target's range and reflectance to what the receiver reports, and the
 * milliseconds to tabulate a weather. One thread; the best of twelve rounds. A program, not a test.
 */
final class WeatherBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final LidarModel SENSOR = SensorModels.get("hdl-32e");
    private static final int SHOTS = 200_000;
    private static final int ROUNDS = 12;
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static long sum;

    private WeatherBench() {}

    public static void main(String[] args) {
        report("clear air", Weather.CLEAR, Spray.NONE);
        report("fog 150 m", new Weather(1, 0, 0, 150, 0, 0), Spray.NONE);
        report("fog 50 m", new Weather(1, 0, 0, 50, 0, 0), Spray.NONE);
        report("rain 5 mm/h", new Weather(1, 5, 0, NONE, 0, 0), Spray.NONE);
        report("rain 50 mm/h", new Weather(1, 50, 0, NONE, 0, 0), Spray.NONE);
        report("snow 2.5 mm/h", new Weather(1, 0, 2.5, NONE, 0, 0), Spray.NONE);
        report("rain, fog and snow", new Weather(1, 20, 1, 150, 0, 0), Spray.NONE);
        report("spray of 20 vehicles", Weather.CLEAR, motorway());
        System.out.printf(Locale.ROOT, "(checksum %d)%n", sum);
    }

    /** Two lanes of vehicles every 20 m. */
    private static Spray motorway() {
        List<SprayPlume> plumes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            plumes.add(new SprayPlume(20 * (i / 2) - 90, i % 2 == 0 ? -3.5 : 3.5, 0, 1, 0, 0.9, 0.03));
        }
        return new Spray(plumes, 1, 0);
    }

    private static void report(String name, Weather weather, Spray spray) {
        long build = Long.MAX_VALUE;
        long shoot = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            ReturnModel returns = new ReturnModel(SENSOR, new Atmosphere(weather, SENSOR));
            long built = THREADS.getCurrentThreadCpuTime();
            shoot(returns, spray, round);
            build = Math.min(build, built - start);
            shoot = Math.min(shoot, THREADS.getCurrentThreadCpuTime() - built);
        }
        System.out.printf(
                Locale.ROOT,
                "%-22s %6.2f M shots per CPU s   tables %5.1f ms%n",
                name,
                SHOTS * 1e3 / shoot,
                build * 1e-6);
    }

    private static void shoot(ReturnModel returns, Spray spray, int round) {
        for (int i = 0; i < SHOTS; i++) {
            long shot = ShotRandom.shot(1, round, i >> 5, i & 31);
            double range = 3 + 57 * ShotRandom.uniform(shot, 99);
            Spray.Way way = spray.isNone() ? Spray.Way.CLEAR : along(spray, i, range, shot);
            sum += returns.receive(range, 0.05 + 0.01 * (i & 31), way, shot).intensity();
        }
    }

    /** The way of a shot of 32 beams that look down. */
    private static Spray.Way along(Spray spray, int i, double range, long shot) {
        double azimuth = 2 * Math.PI * (i >> 5) / (SHOTS >> 5);
        return spray.along(0, 0, 1.8, Math.cos(azimuth), Math.sin(azimuth), -0.02 * (i & 31), range, shot);
    }
}
