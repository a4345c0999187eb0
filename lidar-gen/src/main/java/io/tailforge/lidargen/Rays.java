package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;

/** Rays in the mesh frame and what they hit. */
final class Rays {
    final float[] ox;
    final float[] oy;
    final float[] oz;
    final float[] dx;
    final float[] dy;
    final float[] dz;
    final Hits hits;

    Rays(int count) {
        ox = new float[count];
        oy = new float[count];
        oz = new float[count];
        dx = new float[count];
        dy = new float[count];
        dz = new float[count];
        hits = new Hits(count);
    }

    /** The first rays, not yet cast. */
    Rays first(int count) {
        Rays some = new Rays(count);
        System.arraycopy(ox, 0, some.ox, 0, count);
        System.arraycopy(oy, 0, some.oy, 0, count);
        System.arraycopy(oz, 0, some.oz, 0, count);
        System.arraycopy(dx, 0, some.dx, 0, count);
        System.arraycopy(dy, 0, some.dy, 0, count);
        System.arraycopy(dz, 0, some.dz, 0, count);
        return some;
    }

    void set(int ray, double fromX, double fromY, double fromZ, double x, double y, double z) {
        ox[ray] = (float) fromX;
        oy[ray] = (float) fromY;
        oz[ray] = (float) fromZ;
        dx[ray] = (float) x;
        dy[ray] = (float) y;
        dz[ray] = (float) z;
    }

    /** A ray given in another frame, through that frame's row-major 3x4 transform. */
    void aim(int ray, double[] m, double[] from, double[] along) {
        set(
                ray,
                m[0] * from[0] + m[1] * from[1] + m[2] * from[2] + m[3],
                m[4] * from[0] + m[5] * from[1] + m[6] * from[2] + m[7],
                m[8] * from[0] + m[9] * from[1] + m[10] * from[2] + m[11],
                m[0] * along[0] + m[1] * along[1] + m[2] * along[2],
                m[4] * along[0] + m[5] * along[1] + m[6] * along[2],
                m[8] * along[0] + m[9] * along[1] + m[10] * along[2]);
    }

    void cast(RayCaster caster, float reach) {
        caster.castAny(ox, oy, oz, dx, dy, dz, 0, ox.length, 0, reach, hits);
    }

    /** What a ray meets of the spray up to its target. */
    Spray.Way through(Spray spray, int ray, double targetRange, long shot) {
        return spray.isNone()
                ? Spray.Way.CLEAR
                : spray.along(ox[ray], oy[ray], oz[ray], dx[ray], dy[ray], dz[ray], targetRange, shot);
    }

    /** The point at a range along a ray, through a row-major 4x4 transform. */
    void compensated(int ray, double range, double[] m, double[] to) {
        double x = ox[ray] + range * dx[ray];
        double y = oy[ray] + range * dy[ray];
        double z = oz[ray] + range * dz[ray];
        to[0] = m[0] * x + m[1] * y + m[2] * z + m[3];
        to[1] = m[4] * x + m[5] * y + m[6] * z + m[7];
        to[2] = m[8] * x + m[9] * y + m[10] * z + m[11];
    }
}
