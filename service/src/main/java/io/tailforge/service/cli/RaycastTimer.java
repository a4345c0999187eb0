package io.tailforge.service.cli;

import com.sun.management.OperatingSystemMXBean;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.WorldBvh;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Times trees and sweeps of rays. Building is timed over the whole process, casting by the CPU clocks of its threads. */
final class RaycastTimer {
    private static final int BUILDS = 8;
    private static final double BUILD_SECONDS = 4;

    /** CPU and wall seconds. */
    record Seconds(double cpu, double wall) {
        Seconds least(Seconds other) {
            return new Seconds(Math.min(cpu, other.cpu), Math.min(wall, other.wall));
        }
    }

    /** @param best least of the rounds */
    record Cast(Seconds best, int rounds, Hits hits) {}

    /** @param cold the first tree of this process, compiler included; @param warm the least of those after it */
    record Built(WorldBvh world, Seconds cold, Seconds warm) {}

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Builds the same tree again and again for so many seconds, four at most. */
    Built build(SceneMesh scene, double seconds) {
        Seconds begin = now();
        Seconds before = begin;
        WorldBvh world = WorldBvh.of(scene);
        Seconds cold = since(before);
        Seconds warm = cold;
        for (int i = 0; i < BUILDS || since(begin).wall() < Math.min(seconds, BUILD_SECONDS); i++) {
            before = now();
            world = WorldBvh.of(scene);
            warm = warm.least(since(before));
        }
        return new Built(world, cold, warm);
    }

    /** Casts the same rays again and again for so many seconds, at least twice. */
    Cast cast(Snapshot snapshot, float[] origin, BeamGrid beams, float[] range, int threads, double seconds)
            throws IOException {
        Hits hits = new Hits(beams.rays());
        List<Callable<Double>> parts = new ArrayList<>();
        for (int part = 0; part < threads; part++) {
            int first = (int) ((long) beams.columns() * part / threads);
            int columns = (int) ((long) beams.columns() * (part + 1) / threads) - first;
            RayCaster caster = new RayCaster(snapshot);
            parts.add(() -> {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                caster.castGridFromOrigin(
                        origin[0],
                        origin[1],
                        origin[2],
                        beams.dx(),
                        beams.dy(),
                        beams.dz(),
                        first * beams.rows(),
                        beams.rows(),
                        columns,
                        range[0],
                        range[1],
                        hits);
                return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-9;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            return rounds(pool, parts, hits, seconds);
        }
    }

    private Cast rounds(ExecutorService pool, List<Callable<Double>> parts, Hits hits, double seconds)
            throws IOException {
        Seconds begin = now();
        Seconds best = new Seconds(Double.MAX_VALUE, Double.MAX_VALUE);
        int rounds = 0;
        while (rounds < 2 || since(begin).wall() < seconds) {
            Seconds start = now();
            double cpu = run(pool, parts);
            best = best.least(new Seconds(cpu, since(start).wall()));
            rounds++;
        }
        return new Cast(best, rounds, hits);
    }

    private static double run(ExecutorService pool, List<Callable<Double>> parts) throws IOException {
        try {
            double cpu = 0;
            for (Future<Double> part : pool.invokeAll(parts)) {
                cpu += part.get();
            }
            return cpu;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Seconds now() {
        return new Seconds(process.getProcessCpuTime() * 1e-9, System.nanoTime() * 1e-9);
    }

    private Seconds since(Seconds start) {
        Seconds end = now();
        return new Seconds(end.cpu() - start.cpu(), end.wall() - start.wall());
    }
}
