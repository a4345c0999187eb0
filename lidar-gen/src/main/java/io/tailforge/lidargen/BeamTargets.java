package io.tailforge.lidargen;

import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.Surface;

/**
 * The surfaces that one beam falls on. Parts of the beam that come back within the pulse's length are one echo at their
 * mean range, weighted by power; farther apart they are echoes of their own, the strongest first. Scratch of one slice.
 */
final class BeamTargets {
    private static final double HALF_LIGHT_METRES_PER_NANOSECOND = 0.299792458 / 2;

    /** Five rays of a beam, what water mirrors, what panes mirror and let pass. */
    private static final int MOST = 9;

    private final Snapshot snapshot;
    private final SurfaceReflectance reflectances;
    private final double pulseMetres;
    private final double divergence;
    private final double nearest;
    private final Surface surface = new Surface();
    private final double[] range = new double[MOST];
    private final double[] power = new double[MOST];
    private final double[] strongest = new double[MOST];
    private final double[] stretch = new double[MOST];
    private final int[] actor = new int[MOST];
    private final int[] semantic = new int[MOST];
    private int count;

    BeamTargets(Snapshot snapshot, SurfaceReflectance reflectances, LidarModel model) {
        this.snapshot = snapshot;
        this.pulseMetres = model.pulse().nanoseconds() * HALF_LIGHT_METRES_PER_NANOSECOND;
        this.divergence = model.divergence();
        this.nearest = model.minRange();
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

    /** What a pane lets pass, or (a ghost) mirrors. @param before way to the pane, metres */
    void addBehind(Rays rays, int ray, double weight, double before, boolean ghost, long shot) {
        if (ghost) {
            addGhost(rays, ray, weight, before, shot);
        } else if (rays.hits.isHit(ray)) {
            add(rays, ray, weight, before, shot);
        }
    }

    private int add(Rays rays, int ray, double weight, double before, long shot) {
        float dx = rays.dx[ray];
        float dy = rays.dy[ray];
        float dz = rays.dz[ray];
        surface.locate(snapshot, rays.hits, ray, rays.ox[ray], rays.oy[ray], rays.oz[ray], dx, dy, dz);
        double cosine = Math.min(1, Math.abs(dx * surface.normalX() + dy * surface.normalY() + dz * surface.normalZ()));
        double t = before + rays.hits.t[ray];
        double stretched = t < nearest ? 1 : stretch(dx, dy, dz, t);
        double received = t < nearest ? 0 : weight * reflectances.of(surface, cosine) / (t * t * stretched);
        int at = count++;
        while (at > 0 && range[at - 1] > t) {
            copy(at - 1, at);
            at--;
        }
        range[at] = t;
        power[at] = received;
        strongest[at] = received;
        stretch[at] = stretched;
        actor[at] = surface.actor();
        semantic[at] = surface.semantic().id();
        return at;
    }

    /** How many times longer than the pulse its echo from the slanting surface is. */
    private double stretch(float dx, float dy, float dz, double t) {
        double cosine = Math.abs(dx * surface.faceX() + dy * surface.faceY() + dz * surface.faceZ());
        double steep = Math.max(cosine, 0.01);
        double depth = divergence * t * Math.sqrt(Math.max(0, 1 - steep * steep)) / steep;
        return Math.sqrt(1 + depth * depth / (4 * pulseMetres * pulseMetres));
    }

    /** Joins neighbours in range, then sorts by power. */
    void merge() {
        int echoes = 0;
        double end = 0;
        for (int i = 0; i < count; i++) {
            double t = range[i];
            if (echoes > 0 && t - end <= pulseMetres) {
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
            stretch[to] = stretch[from];
            actor[to] = actor[from];
            semantic[to] = semantic[from];
        }
        power[to] = sum;
    }

    private void copy(int from, int to) {
        range[to] = range[from];
        power[to] = power[from];
        strongest[to] = strongest[from];
        stretch[to] = stretch[from];
        actor[to] = actor[from];
        semantic[to] = semantic[from];
    }

    private void swap(int a, int b) {
        double heldRange = range[a];
        double heldPower = power[a];
        double heldStrongest = strongest[a];
        double heldStretch = stretch[a];
        int heldActor = actor[a];
        int heldSemantic = semantic[a];
        copy(b, a);
        range[b] = heldRange;
        power[b] = heldPower;
        strongest[b] = heldStrongest;
        stretch[b] = heldStretch;
        actor[b] = heldActor;
        semantic[b] = heldSemantic;
    }

    /** Number of the second return: the last echo, or where that is the strongest the second strongest; -1 for none. */
    int second() {
        int last = 0;
        for (int i = 1; i < count; i++) {
            last = range[i] > range[last] && power[i] > 0 ? i : last;
        }
        return last > 0 ? last : count > 1 ? 1 : -1;
    }

    /** How many times longer than the pulse an echo is, from 1. */
    double stretch(int echo) {
        return echo < count ? stretch[echo] : 1;
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
