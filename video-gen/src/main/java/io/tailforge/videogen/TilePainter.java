package io.tailforge.videogen;

import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;

/** Paints tiles of 16 x 16 pixels: one per thread and shot. A tile writes its own pixels and reads nobody else's. */
final class TilePainter {
    static final float NEAREST = 0.05f;
    static final float FAR = 1500;

    private final World world;
    private Shot shot;
    private final Canvas canvas;
    private final RayCaster seen;
    private final Lighting lighting;
    private final Mirrors mirrors;
    private final SurfaceReader reader = new SurfaceReader();
    private final Surfels surfels = new Surfels();
    private final Hits hits = new Hits(Surfels.CAPACITY);
    private final int[] pixel = new int[Surfels.CAPACITY];

    TilePainter(World world, Shot shot, Canvas canvas) {
        this.world = world;
        this.shot = shot;
        this.canvas = canvas;
        seen = new RayCaster(shot.middle().seen());
        lighting = new Lighting(world, shot);
        mirrors = new Mirrors(world, shot, lighting);
    }

    /** Turns to another strip of the picture. */
    void take(Shot strip) {
        if (strip != shot) {
            shot = strip;
            lighting.take(strip);
            mirrors.take(strip);
        }
    }

    /** Turns the camera's rays into the scene's axes for one row of pixels. */
    static void aim(Shot shot, Canvas canvas, int row) {
        float[] r = shot.moment(row).rotation();
        CameraRays rays = shot.rays();
        for (int p = row * canvas.width; p < (row + 1) * canvas.width; p++) {
            float x = rays.x[p];
            float y = rays.y[p];
            float z = rays.z[p];
            canvas.rayX[p] = r[0] * x + r[1] * y + r[2] * z;
            canvas.rayY[p] = r[3] * x + r[4] * y + r[5] * z;
            canvas.rayZ[p] = r[6] * x + r[7] * y + r[8] * z;
        }
    }

    /** Linear light and truth of one tile; {@code out} may be of any frame whose canvas this paints. */
    void paint(int tileX, int tileY, ViewFrame out) {
        trace(tileX, tileY);
        lighting.light(surfels, true);
        if (mirrors.isOn()) {
            mirrors.reflect(surfels);
        }
        lighting.veil(surfels);
        store(tileX, tileY, out);
    }

    private void trace(int tileX, int tileY) {
        Surfels s = surfels;
        s.count = Surfels.CAPACITY;
        for (int i = 0; i < s.count; i++) {
            int u = Math.min(tileX * TileOrder.SIDE + TileOrder.x(i), canvas.width - 1);
            int v = Math.min(tileY * TileOrder.SIDE + TileOrder.y(i), canvas.height - 1);
            int p = v * canvas.width + u;
            pixel[i] = p;
            s.dx[i] = canvas.rayX[p];
            s.dy[i] = canvas.rayY[p];
            s.dz[i] = canvas.rayZ[p];
        }
        int rows = Math.min(TileOrder.SIDE, shot.rowsAtOnce());
        for (int row = 0; row < TileOrder.SIDE; row += rows) {
            Moment moment = shot.moment(tileY * TileOrder.SIDE + row);
            look(moment, row * TileOrder.SIDE, rows * TileOrder.SIDE);
        }
    }

    private void look(Moment moment, int from, int count) {
        seen.turnTo(moment.seen());
        Surfels s = surfels;
        float[] eye = moment.eye();
        seen.castFromOrigin(eye[0], eye[1], eye[2], s.dx, s.dy, s.dz, from, count, NEAREST, FAR, hits);
        for (int i = from; i < from + count; i++) {
            reader.read(shot, moment, s, i, eye[0], eye[1], eye[2], hits.t[i], hits.triangle[i], hits.instance[i]);
            measure(s, i, shot.rays().pixelAngle);
        }
    }

    /** The size of a pixel on a surface, seen at an angle. */
    static void measure(Surfels s, int i, float pixelAngle) {
        if (!s.isSky(i)) {
            float cos = Math.abs(s.dx[i] * s.gx[i] + s.dy[i] * s.gy[i] + s.dz[i] * s.gz[i]);
            s.footprint[i] = pixelAngle * s.range[i] / Elementary.sqrt(Math.max(cos, 0.02f));
        }
    }

    private void store(int tileX, int tileY, ViewFrame out) {
        Surfels s = surfels;
        for (int i = 0; i < s.count; i++) {
            boolean inside = tileX * TileOrder.SIDE + TileOrder.x(i) < canvas.width
                    && tileY * TileOrder.SIDE + TileOrder.y(i) < canvas.height;
            if (inside) {
                int p = pixel[i];
                canvas.light[3 * p] = s.outRed[i];
                canvas.light[3 * p + 1] = s.outGreen[i];
                canvas.light[3 * p + 2] = s.outBlue[i];
                canvas.range[p] = s.range[i];
                canvas.triangle[p] = s.triangle[i];
                canvas.instance[p] = s.instance[i];
                canvas.material[p] = s.isSky(i) ? -1 : s.material[i];
                storeTruth(s, i, p, out);
            }
        }
    }

    private void storeTruth(Surfels s, int i, int p, ViewFrame out) {
        boolean sky = s.isSky(i);
        out.depth()[p] = sky ? Float.POSITIVE_INFINITY : s.range[i] * shot.rays().z[p];
        out.instance()[p] = s.actor[i];
        out.semantic()[p] = s.semantic[i];
        out.normals()[3 * p] = sky ? 0 : s.gx[i];
        out.normals()[3 * p + 1] = sky ? 0 : s.gy[i];
        out.normals()[3 * p + 2] = sky ? 0 : s.gz[i];
    }
}
