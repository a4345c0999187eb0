package io.tailforge.lidargen;

import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.Surface;

/**
 * The surfaces that one beam falls on. Parts of the beam that come back within the pulse's length are one echo at their
 * mean range, weighted by power; farther apart they are echoes of their own, the strongest first. Scratch of one slice.
 */
final class BeamTargets {
    /** Half the length of a 5 ns pulse, metres. */
    private static final double PULSE_METRES = 0.75;

    private static final int MOST = 6;

    private final Snapshot snapshot;
    private final SurfaceReflectance reflectances;
    private final Surface surface = new Surface();
    private final double[] range = new double[MOST];
    private final double[] power = new double[MOST];
    private final double[] strongest = new double[MOST];
    private final int[] actor = new int[MOST];
    private final int[] semantic = new int[MOST];
    private int count;

    BeamTargets(Snapshot snapshot, SurfaceReflectance reflectances) {
        this.snapshot = snapshot;
        this.reflectances = reflectances;
    }

    void clear() {
        count = 0;
    }

    /** @param weight share of the beam */
    void add(Rays rays, int ray, double weight, long shot) {
        if (rays.hits.isHit(ray)) {
            add(rays, ray, weight, 0, shot);
        }
    }

    /** What water mirrors belongs to nothing that stands where it seems to. @param before way to the water, metres */
    void addGhost(Rays rays, int ray, double weight, double before, long shot) {
        if (rays.hits.isHit(ray)) {
            int at = add(rays, ray, weight, before, shot);
            actor[at] = 0;
            semantic[at] = 0;
        }
    }

    private int add(Rays rays, int ray, double weight, double before, long shot) {
        float dx = rays.dx[ray];
        float dy = rays.dy[ray];
        float dz = rays.dz[ray];
        surface.locate(snapshot, rays.hits, ray, rays.ox[ray], rays.oy[ray], rays.oz[ray], dx, dy, dz);
        double cosine = Math.min(1, Math.abs(dx * surface.normalX() + dy * surface.normalY() + dz * surface.normalZ()));
        double t = before + rays.hits.t[ray];
        double received = weight * reflectances.of(surface, cosine, shot) / (t * t);
        int at = count++;
        while (at > 0 && range[at - 1] > t) {
            copy(at - 1, at);
            at--;
        }
        range[at] = t;
        power[at] = received;
        strongest[at] = received;
        actor[at] = surface.actor();
        semantic[at] = surface.semantic().id();
        return at;
    }

    /** Joins neighbours in range, then sorts by power. */
    void merge() {
        int echoes = 0;
        double end = 0;
        for (int i = 0; i < count; i++) {
            double t = range[i];
            if (echoes > 0 && t - end <= PULSE_METRES) {
                join(echoes - 1, i);
            } else {
                copy(i, echoes++);
            }
            end = t;
        }
        count = echoes;
        for (int i = 1; i < count; i++) {
            for (int k = i; k > 0 && power[k] > power[k - 1]; k--) {
                swap(k, k - 1);
            }
        }
    }

    private void join(int to, int from) {
        double sum = power[to] + power[from];
        if (sum > 0) {
            range[to] = (power[to] * range[to] + power[from] * range[from]) / sum;
        }
        if (power[from] > strongest[to]) {
            strongest[to] = power[from];
            actor[to] = actor[from];
            semantic[to] = semantic[from];
        }
        power[to] = sum;
    }

    private void copy(int from, int to) {
        range[to] = range[from];
        power[to] = power[from];
        strongest[to] = strongest[from];
        actor[to] = actor[from];
        semantic[to] = semantic[from];
    }

    private void swap(int a, int b) {
        double heldRange = range[a];
        double heldPower = power[a];
        double heldStrongest = strongest[a];
        int heldActor = actor[a];
        int heldSemantic = semantic[a];
        copy(b, a);
        range[b] = heldRange;
        power[b] = heldPower;
        strongest[b] = heldStrongest;
        actor[b] = heldActor;
        semantic[b] = heldSemantic;
    }

    int count() {
        return count;
    }

    /** Metres; infinite where there is no such target. */
    double range(int echo) {
        return echo < count ? range[echo] : Double.POSITIVE_INFINITY;
    }

    /** Of the matt plate that would send back as much from there. */
    double reflectance(int echo) {
        return echo < count ? power[echo] * range[echo] * range[echo] : 0;
    }

    PointBuffer.Origin origin(int echo) {
        return new PointBuffer.Origin(actor[echo], semantic[echo]);
    }
}
