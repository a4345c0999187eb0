package io.tailforge.lidargen;

import io.tailforge.world.mesh.Laser;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beams that meet a pane: most of the light goes through and comes back from what lies behind, some is mirrored on to
 * something else, whose ghost stands behind the pane. Up to two panes one after the other.
 */
final class PaneBeams {
    private static final int PANES = 2;
    /** Less is never seen after two reflections. */
    private static final double LEAST_SHARE = 0.1;

    private static final double APART = 0.005;

    private final List<Layer> layers;

    private PaneBeams(List<Layer> layers) {
        this.layers = layers;
    }

    /**
     * Rays that begin where others met a pane.
     *
     * @param beams which beam each goes on for, rising
     * @param shares of the beam's light in it
     * @param before way to the pane, metres
     * @param ghosts whether what they meet stands somewhere else
     */
    private record Layer(Rays rays, int[] beams, double[] shares, double[] before, boolean ghosts) {
        static Layer of(Rays beams) {
            int[] own = new int[beams.dx.length];
            Arrays.setAll(own, beam -> beam);
            double[] all = new double[own.length];
            Arrays.fill(all, 1);
            return new Layer(beams, own, all, new double[own.length], false);
        }

        void addTo(BeamTargets targets, int beam, long shot) {
            int ray = Arrays.binarySearch(beams, beam);
            if (ray >= 0) {
                targets.addBehind(rays, ray, shares[ray] * shares[ray], before[ray], ghosts, shot);
            }
        }
    }

    static PaneBeams of(Snapshot snapshot, RayCaster caster, Rays beams, float reach) {
        List<Layer> layers = new ArrayList<>();
        Layer met = Layer.of(beams);
        int[] panes = panes(snapshot, met.rays);
        if (panes.length > 0) {
            layers.add(next(snapshot, caster, met, panes, true, reach));
        }
        for (int pane = 0; pane < PANES && panes.length > 0; pane++) {
            met = next(snapshot, caster, met, panes, false, reach);
            layers.add(met);
            panes = panes(snapshot, met.rays);
        }
        return new PaneBeams(layers);
    }

    private static int[] panes(Snapshot snapshot, Rays rays) {
        int[] panes = new int[rays.dx.length];
        int count = 0;
        for (int ray = 0; ray < panes.length; ray++) {
            if (rays.hits.isHit(ray) && isPane(snapshot, rays, ray)) {
                panes[count++] = ray;
            }
        }
        return Arrays.copyOf(panes, count);
    }

    private static boolean isPane(Snapshot snapshot, Rays rays, int ray) {
        return snapshot.mesh(rays.hits.instance[ray])
                        .material(rays.hits.triangle[ray])
                        .laser()
                        .passes()
                > 0;
    }

    private static Layer next(
            Snapshot snapshot, RayCaster caster, Layer from, int[] panes, boolean mirror, float reach) {
        Rays rays = new Rays(panes.length);
        int[] beams = new int[panes.length];
        double[] shares = new double[panes.length];
        double[] before = new double[panes.length];
        Surface surface = new Surface();
        int count = 0;
        for (int ray : panes) {
            double share = from.shares[ray] * leave(snapshot, from.rays, ray, surface, mirror, rays, count);
            if (share > LEAST_SHARE) {
                beams[count] = from.beams[ray];
                shares[count] = share;
                before[count++] = from.before[ray] + from.rays.hits.t[ray];
            }
        }
        Rays kept = rays.first(count);
        kept.cast(caster, reach);
        return new Layer(
                kept, Arrays.copyOf(beams, count), Arrays.copyOf(shares, count), Arrays.copyOf(before, count), mirror);
    }

    /** Sets the ray that leaves a pane; returns the share of light that takes it. */
    private static double leave(
            Snapshot snapshot, Rays from, int ray, Surface surface, boolean mirror, Rays to, int at) {
        float dx = from.dx[ray];
        float dy = from.dy[ray];
        float dz = from.dz[ray];
        surface.locate(snapshot, from.hits, ray, from.ox[ray], from.oy[ray], from.oz[ray], dx, dy, dz);
        double along = dx * surface.faceX() + dy * surface.faceY() + dz * surface.faceZ();
        double turned = mirror ? 2 * along : 0;
        double side = mirror ? APART : -APART;
        to.set(
                at,
                surface.x() + side * surface.faceX(),
                surface.y() + side * surface.faceY(),
                surface.z() + side * surface.faceZ(),
                dx - turned * surface.faceX(),
                dy - turned * surface.faceY(),
                dz - turned * surface.faceZ());
        Laser laser = surface.material().laser();
        double mirrored = SurfaceReflectance.fresnel(laser.mirrored(), Math.min(1, Math.abs(along)));
        return mirror ? mirrored : laser.passes() * (1 - mirrored) / (1 - laser.mirrored());
    }

    void addTo(BeamTargets targets, int beam, long shot) {
        for (Layer layer : layers) {
            layer.addTo(targets, beam, shot);
        }
    }
}
