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

    void set(int ray, double fromX, double fromY, double fromZ, double x, double y, double z) {
        ox[ray] = (float) fromX;
        oy[ray] = (float) fromY;
        oz[ray] = (float) fromZ;
        dx[ray] = (float) x;
        dy[ray] = (float) y;
        dz[ray] = (float) z;
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
