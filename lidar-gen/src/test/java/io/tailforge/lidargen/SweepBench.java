package io.tailforge.lidargen;

import com.sun.management.OperatingSystemMXBean;
import io.tailforge.scene.sensor.LidarModel;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/** CPU seconds, wall time and allocation of a sweep of 128 x 1800 through the tests' street. Run as a program; not a test. */
final class SweepBench {
    private static final int SWEEPS = 9;
    private static final int WARM = 4;

    private SweepBench() {}

    public static void main(String[] args) throws Exception {
        int threads = args.length == 0 ? 1 : Integer.parseInt(args[0]);
        Street street = Street.usual().driving(10, 0.05).sensor("pandar128", 10);
        LidarModel model = SensorModels.get("pandar128");
        for (boolean wide : new boolean[] {false, true}) {
            SweepSettings settings = new SweepSettings(1, false, wide);
            LidarEngine engine = new LidarEngine(street.world(), street.scene(), street.lidar(), model, 42, settings);
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                measure(wide ? "five rays a shot" : "five rays at edges", threads, engine, pool);
            }
        }
        System.out.printf(Locale.ROOT, "peak heap %.0f MB (sum of the pools' peaks)%n", peakHeap() / 1e6);
    }

    private static void measure(String name, int threads, LidarEngine engine, ForkJoinPool pool) throws Exception {
        double cpu = Double.MAX_VALUE;
        double wall = Double.MAX_VALUE;
        int points = 0;
        for (int i = 0; i < SWEEPS; i++) {
            int sweep = i % engine.sweepCount();
            long cpuBefore = cpuNanos();
            long before = System.nanoTime();
            points = pool.submit(() -> engine.sweep(sweep)).get().size();
            if (i >= WARM) {
                wall = Math.min(wall, (System.nanoTime() - before) * 1e-9);
                cpu = Math.min(cpu, (cpuNanos() - cpuBefore) * 1e-9);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-20s %d threads  %7d points  %.3f CPU s  %.3f s a sweep%n",
                name,
                threads,
                points,
                cpu,
                wall);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
