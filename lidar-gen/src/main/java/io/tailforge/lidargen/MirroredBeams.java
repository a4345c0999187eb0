package io.tailforge.lidargen;

import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.Surface;
import java.util.Arrays;

/**
 * Beams that standing water mirrors on to something else. Their echo comes back by the same two ways, so that a ghost of the
 * thing stands under the road, at the length of both ways along the beam.
 */
final class MirroredBeams {
    /** Less is never seen after two reflections. */
    private static final double LEAST_SHARE = 0.1;

    private final Rays rays;
    /** Per beam its mirrored ray, or -1; empty on roads that mirror nothing. */
    private final int[] ofBeam;
    /** Per mirrored ray the share of light in it, and the way to the water. */
    private final double[] share;

    private final double[] before;

    private MirroredBeams(Rays rays, int[] ofBeam, double[] share, double[] before) {
        this.rays = rays;
        this.ofBeam = ofBeam;
        this.share = share;
        this.before = before;
    }

    static MirroredBeams of(
            Snapshot snapshot, RayCaster caster, Rays beams, SurfaceReflectance reflectance, float reach) {
        if (!reflectance.mirrorsAtAll()) {
            return new MirroredBeams(new Rays(0), new int[0], new double[0], new double[0]);
        }
        int[] ofBeam = new int[beams.dx.length];
        double[] share = new double[ofBeam.length];
        double[] before = new double[ofBeam.length];
        float[] mirrored = new float[6 * ofBeam.length];
        Surface surface = new Surface();
        int count = 0;
        for (int beam = 0; beam < ofBeam.length; beam++) {
            ofBeam[beam] = -1;
            if (beams.hits.isHit(beam) && beams.hits.instance[beam] == Hits.GROUND) {
                share[count] = reflect(snapshot, beams, beam, surface, reflectance, mirrored, 6 * count);
                if (share[count] > LEAST_SHARE) {
                    before[count] = beams.hits.t[beam];
                    ofBeam[beam] = count++;
                }
            }
        }
        Rays rays = new Rays(count);
        for (int i = 0, m = 0; i < count; i++, m += 6) {
            rays.set(
                    i,
                    mirrored[m],
                    mirrored[m + 1],
                    mirrored[m + 2],
                    mirrored[m + 3],
                    mirrored[m + 4],
                    mirrored[m + 5]);
        }
        rays.cast(caster, reach);
        return new MirroredBeams(rays, ofBeam, Arrays.copyOf(share, count), Arrays.copyOf(before, count));
    }

    /** Writes origin and direction of the mirrored ray; returns the share of light that takes it. */
    private static double reflect(
            Snapshot snapshot,
            Rays beams,
            int beam,
            Surface surface,
            SurfaceReflectance reflectance,
            float[] to,
            int at) {
        float dx = beams.dx[beam];
        float dy = beams.dy[beam];
        float dz = beams.dz[beam];
        surface.locate(snapshot, beams.hits, beam, beams.ox[beam], beams.oy[beam], beams.oz[beam], dx, dy, dz);
        float along = dx * surface.faceX() + dy * surface.faceY() + dz * surface.faceZ();
        float t = beams.hits.t[beam];
        to[at] = beams.ox[beam] + t * dx + 0.01f * surface.faceX();
        to[at + 1] = beams.oy[beam] + t * dy + 0.01f * surface.faceY();
        to[at + 2] = beams.oz[beam] + t * dz + 0.01f * surface.faceZ();
        to[at + 3] = dx - 2 * along * surface.faceX();
        to[at + 4] = dy - 2 * along * surface.faceY();
        to[at + 5] = dz - 2 * along * surface.faceZ();
        return reflectance.mirrored(surface, Math.min(1, Math.abs(along)));
    }

    /** Adds the ghost that a beam sees, if it sees one. */
    void addTo(BeamTargets targets, int beam, long shot) {
        if (ofBeam.length > 0 && ofBeam[beam] >= 0) {
            int ray = ofBeam[beam];
            targets.addGhost(rays, ray, share[ray] * share[ray], before[ray], shot);
        }
    }
}
