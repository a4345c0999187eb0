package io.tailforge.videogen;

import io.tailforge.world.mesh.Material;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import java.util.function.BooleanSupplier;

/**
 * Smooths edges: four more rays at pixels whose neighbours show another surface. A ray takes the colour of the pixel around
 * it that shows the same surface, and is lit on its own only where none does.
 */
final class EdgePass {
    private static final int RAYS = 4;
    private static final float[] OFFSET_U = {-0.125f, 0.375f, -0.375f, 0.125f};
    private static final float[] OFFSET_V = {-0.375f, -0.125f, 0.125f, 0.375f};
    private static final int[] AROUND_U = {0, 1, -1, 0, 0, 1, -1, 1, -1};
    private static final int[] AROUND_V = {0, 0, 0, 1, -1, 1, 1, -1, -1};
    private static final byte LEAF = (byte) Material.FOLIAGE.ordinal();

    private final World world;
    private final Take take;
    private final ViewFrame out;
    private final Canvas canvas;
    private final float exposure;

    EdgePass(World world, Take take, ViewFrame out, float exposure) {
        this.world = world;
        this.take = take;
        this.out = out;
        canvas = out.canvas;
        this.exposure = exposure;
    }

    /** From {@code canvas.light} to {@code canvas.smooth}; then the glow of lamps in murk, which has no edges. */
    void smooth(Crew crew, BooleanSupplier cancelled) {
        int runs = TileOrder.runs(canvas.width);
        int tiles = (canvas.width + TileOrder.SIDE - 1) / TileOrder.SIDE;
        boolean wanted = world.preset().smoothEdges();
        crew.work(
                TileOrder.pieces(canvas.width, canvas.height),
                () -> {
                    Sander sander = new Sander();
                    LampHaze haze = new LampHaze(world, take.middle());
                    return piece -> {
                        int row = piece / runs;
                        int first = piece % runs * TileOrder.RUN;
                        int end = Math.min(tiles, first + TileOrder.RUN);
                        Area area = area(first, end, row);
                        copy(area);
                        if (wanted) {
                            sander.sand(take.strip(row), area);
                        }
                        for (int tile = first; tile < end; tile++) {
                            haze.add(canvas, tile, row);
                        }
                    };
                },
                cancelled);
    }

    /** Pixels u0..u1-1, v0..v1-1. */
    private record Area(int u0, int v0, int u1, int v1) {
        Area rows(int from, int to) {
            return new Area(u0, from, u1, Math.min(v1, to));
        }
    }

    private Area area(int firstTile, int endTile, int tileRow) {
        int side = TileOrder.SIDE;
        return new Area(
                firstTile * side,
                tileRow * side,
                Math.min(canvas.width, endTile * side),
                Math.min(canvas.height, (tileRow + 1) * side));
    }

    private void copy(Area area) {
        for (int v = area.v0; v < area.v1; v++) {
            int start = 3 * (v * canvas.width + area.u0);
            System.arraycopy(canvas.light, start, canvas.smooth, start, 3 * (area.u1 - area.u0));
        }
    }

    private boolean isEdge(int u, int v) {
        int p = v * canvas.width + u;
        return u > 0 && differ(p, p - 1)
                || u < canvas.width - 1 && differ(p, p + 1)
                || v > 0 && differ(p, p - canvas.width)
                || v < canvas.height - 1 && differ(p, p + canvas.width);
    }

    private boolean differ(int p, int q) {
        if (canvas.instance[p] == canvas.instance[q] && canvas.triangle[p] == canvas.triangle[q]) {
            return false;
        }
        boolean leaves = canvas.material[p] == LEAF && canvas.material[q] == LEAF;
        if (leaves && !world.preset().smoothLeaves()) {
            return false;
        }
        if (canvas.instance[p] != canvas.instance[q] || canvas.material[p] != canvas.material[q]) {
            return true;
        }
        return !samePlane(p, canvas.rayX[q], canvas.rayY[q], canvas.rayZ[q], canvas.range[q]) || normalsDiffer(p, q);
    }

    private boolean normalsDiffer(int p, int q) {
        float[] n = out.normals();
        return n[3 * p] * n[3 * q] + n[3 * p + 1] * n[3 * q + 1] + n[3 * p + 2] * n[3 * q + 2] < 0.9f;
    }

    /** Whether a point on a ray from the eye lies in the plane that pixel p shows. */
    private boolean samePlane(int p, float dx, float dy, float dz, float range) {
        float[] n = out.normals();
        float x = dx * range - canvas.rayX[p] * canvas.range[p];
        float y = dy * range - canvas.rayY[p] * canvas.range[p];
        float z = dz * range - canvas.rayZ[p] * canvas.range[p];
        float off = x * n[3 * p] + y * n[3 * p + 1] + z * n[3 * p + 2];
        return Math.abs(off) < 0.015f + 0.003f * range;
    }

    /** One thread's scratch. */
    private final class Sander {
        private Shot shot = take.middle();
        private Moment moment = shot.middle();
        private final RayCaster caster = new RayCaster(moment.seen());
        private final Lighting lighting = new Lighting(world, shot);
        private final SurfaceReader reader = new SurfaceReader();
        private final Hits hits = new Hits(Surfels.CAPACITY);
        private final float[] dx = new float[Surfels.CAPACITY];
        private final float[] dy = new float[Surfels.CAPACITY];
        private final float[] dz = new float[Surfels.CAPACITY];
        private final int[] pixels = new int[Surfels.CAPACITY / RAYS];
        private final float[] colour = new float[3 * Surfels.CAPACITY];
        private final Surfels fresh = new Surfels();
        private final int[] freshRay = new int[Surfels.CAPACITY];
        private int count;

        void sand(Shot strip, Area area) {
            if (strip != shot) {
                shot = strip;
                lighting.take(strip);
            }
            int rows = Math.min(area.v1 - area.v0, shot.rowsAtOnce());
            for (int row = area.v0; row < area.v1; row += rows) {
                turnTo(shot.moment(row));
                sand(area.rows(row, row + rows));
            }
        }

        private void turnTo(Moment next) {
            if (next != moment) {
                moment = next;
                caster.turnTo(next.seen());
            }
        }

        private void sand(Area area) {
            count = 0;
            for (int column = area.u0; column < area.u1; column += 4) {
                for (int v = area.v0; v < area.v1; v++) {
                    for (int u = column; u < Math.min(column + 4, area.u1); u++) {
                        if (isEdge(u, v)) {
                            collect(u, v);
                        }
                    }
                }
            }
            finish();
        }

        private void collect(int u, int v) {
            int p = v * canvas.width + u;
            int left = u > 0 ? p - 1 : p;
            int right = u < canvas.width - 1 ? p + 1 : p;
            int above = v > 0 ? p - canvas.width : p;
            int below = v < canvas.height - 1 ? p + canvas.width : p;
            float stepU = 1f / Math.max(1, right - left);
            float stepV = (float) canvas.width / Math.max(canvas.width, below - above);
            for (int k = 0; k < RAYS; k++) {
                float du = OFFSET_U[k] * stepU;
                float dv = OFFSET_V[k] * stepV;
                float x = canvas.rayX[p]
                        + du * (canvas.rayX[right] - canvas.rayX[left])
                        + dv * (canvas.rayX[below] - canvas.rayX[above]);
                float y = canvas.rayY[p]
                        + du * (canvas.rayY[right] - canvas.rayY[left])
                        + dv * (canvas.rayY[below] - canvas.rayY[above]);
                float z = canvas.rayZ[p]
                        + du * (canvas.rayZ[right] - canvas.rayZ[left])
                        + dv * (canvas.rayZ[below] - canvas.rayZ[above]);
                float norm = 1 / Elementary.sqrt(x * x + y * y + z * z);
                dx[RAYS * count + k] = x * norm;
                dy[RAYS * count + k] = y * norm;
                dz[RAYS * count + k] = z * norm;
            }
            pixels[count++] = p;
            if (count == pixels.length) {
                finish();
            }
        }

        private void finish() {
            if (count == 0) {
                return;
            }
            float[] eye = moment.eye();
            caster.castFromOrigin(eye[0], eye[1], eye[2], dx, dy, dz, 0, RAYS * count, 0.05f, 1500, hits);
            fresh.count = 0;
            for (int k = 0; k < RAYS * count; k++) {
                int like = findLike(pixels[k / RAYS], k);
                if (like >= 0) {
                    System.arraycopy(canvas.light, 3 * like, colour, 3 * k, 3);
                } else {
                    freshRay[fresh.count++] = k;
                }
            }
            lightFresh();
            for (int k = 0; k < count; k++) {
                blend(k);
            }
            count = 0;
        }

        private int findLike(int p, int ray) {
            int u = p % canvas.width;
            int v = p / canvas.width;
            for (int k = 0; k < AROUND_U.length; k++) {
                int nu = u + AROUND_U[k];
                int nv = v + AROUND_V[k];
                if (nu >= 0
                        && nv >= 0
                        && nu < canvas.width
                        && nv < canvas.height
                        && like(nv * canvas.width + nu, ray)) {
                    return nv * canvas.width + nu;
                }
            }
            return -1;
        }

        private boolean like(int q, int ray) {
            if (canvas.instance[q] != hits.instance[ray]) {
                return false;
            }
            if (hits.instance[ray] == Hits.NONE || canvas.triangle[q] == hits.triangle[ray]) {
                return true;
            }
            byte material = (hits.instance[ray] == Hits.GROUND
                            ? shot.scene().ground()
                            : moment.meshes()[hits.instance[ray]])
                    .materials()[hits.triangle[ray]];
            return material == canvas.material[q]
                    && (material == LEAF || samePlane(q, dx[ray], dy[ray], dz[ray], hits.t[ray]));
        }

        private void lightFresh() {
            if (fresh.count == 0) {
                return;
            }
            float[] eye = moment.eye();
            for (int k = 0; k < fresh.count; k++) {
                int ray = freshRay[k];
                fresh.dx[k] = dx[ray];
                fresh.dy[k] = dy[ray];
                fresh.dz[k] = dz[ray];
                reader.read(
                        shot,
                        moment,
                        fresh,
                        k,
                        eye[0],
                        eye[1],
                        eye[2],
                        hits.t[ray],
                        hits.triangle[ray],
                        hits.instance[ray]);
                TilePainter.measure(fresh, k, shot.rays().pixelAngle);
            }
            lighting.light(fresh, false);
            lighting.veil(fresh);
            for (int k = 0; k < fresh.count; k++) {
                colour[3 * freshRay[k]] = fresh.outRed[k];
                colour[3 * freshRay[k] + 1] = fresh.outGreen[k];
                colour[3 * freshRay[k] + 2] = fresh.outBlue[k];
            }
        }

        /** Averages so that one very bright sample does not make the whole pixel white. */
        private void blend(int k) {
            float total = 0;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int ray = RAYS * k; ray < RAYS * (k + 1); ray++) {
                float brightest = Math.max(colour[3 * ray], Math.max(colour[3 * ray + 1], colour[3 * ray + 2]));
                float weight = 1 / (1 + exposure * brightest);
                red += weight * colour[3 * ray];
                green += weight * colour[3 * ray + 1];
                blue += weight * colour[3 * ray + 2];
                total += weight;
            }
            int p = 3 * pixels[k];
            canvas.smooth[p] = red / total;
            canvas.smooth[p + 1] = green / total;
            canvas.smooth[p + 2] = blue / total;
        }
    }
}
