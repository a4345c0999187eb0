package io.tailforge.world.trace;

import java.util.Arrays;

/**
 * Casts rays through a {@link Snapshot}. Holds scratch: one per thread. Positions and distances are metres in the scene
 * mesh's frame, directions are unit vectors. Consecutive rays should be neighbours: they travel together, with
 * one origin in blocks of 16 and tiles of 256 (on vectors of 512 bit; 8 and 64 on shorter ones), else in packets of a vector. The
 * hits do not depend on the packets, the kernel or the order of the rays.
 */
public final class RayCaster {
    private Snapshot snapshot;
    private final Kernel kernel;
    private final TileKernel tiles;
    private final RayTile tile;
    private final RayGrid grid;
    private final Packet packet = new Packet();
    private final int[] stack = new int[BoxTree.MAX_DEPTH];

    public RayCaster(Snapshot snapshot) {
        this(snapshot, Kernels.chosen());
    }

    RayCaster(Snapshot snapshot, Kernel kernel) {
        this.snapshot = snapshot;
        this.kernel = kernel;
        this.tiles = kernel.tiles();
        this.tile = new RayTile(tiles.lanes());
        this.grid = new RayGrid(tiles.lanes());
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Turns to another snapshot: cheaper than a caster for each. */
    public void turnTo(Snapshot other) {
        snapshot = other;
    }

    /** The kernel in use, for the log: {@code vector 512 bit}, {@code scalar}. */
    public static String describeKernel() {
        return Kernels.chosen().describe();
    }

    /** Nearest hit between {@code tMin} and {@code tMax} of rays {@code from .. from + count} that share their origin. */
    public void castFromOrigin(
            float ox,
            float oy,
            float oz,
            float[] dx,
            float[] dy,
            float[] dz,
            int from,
            int count,
            float tMin,
            float tMax,
            Hits hits) {
        requireStart(tMin);
        for (int first = from; first < from + count; first += tile.size) {
            int used = Math.min(tile.size, from + count - first);
            for (int ray = 0; ray < used; ray++) {
                tile.set(ray, dx[first + ray], dy[first + ray], dz[first + ray]);
            }
            enclose(used, ox, oy, oz, tMin, tMax);
            traceTile();
            for (int ray = 0; ray < used; ray++) {
                tile.store(ray, hits, first + ray);
            }
        }
    }

    /**
     * The same for a grid of rays, {@code rows} consecutive ones a column: a LiDAR's columns, or an image by columns. Rays
     * travel with their neighbours of both directions, which is faster; the hits are the same.
     */
    public void castGridFromOrigin(
            float ox,
            float oy,
            float oz,
            float[] dx,
            float[] dy,
            float[] dz,
            int from,
            int rows,
            int columns,
            float tMin,
            float tMax,
            Hits hits) {
        requireStart(tMin);
        for (int column = 0; column < columns; column += grid.columns()) {
            for (int row = 0; row < rows; row += grid.rows()) {
                int used = grid.place(from, rows, columns, row, column);
                int[] index = grid.index();
                for (int ray = 0; ray < used; ray++) {
                    tile.set(ray, dx[index[ray]], dy[index[ray]], dz[index[ray]]);
                }
                enclose(used, ox, oy, oz, tMin, tMax);
                traceTile();
                for (int ray = 0; ray < used; ray++) {
                    tile.store(ray, hits, index[ray]);
                }
            }
        }
    }

    private void enclose(int used, float ox, float oy, float oz, float tMin, float tMax) {
        tile.begin(used, ox, oy, oz, tMin, reach(tMax));
        tiles.enclose(tile);
    }

    private void traceTile() {
        if (tile.cones.areWide(tile.blocks)) {
            traceApart();
            return;
        }
        tile.cones.close(tile.blocks);
        tile.enterScene();
        tiles.cast(snapshot.ground(), tile, Hits.GROUND);
        traceTile(snapshot.still());
        traceTile(snapshot.moving());
    }

    /** Rays that look everywhere go in packets: as a tile they would meet the whole scene. */
    private void traceApart() {
        begin(tile.tMin, false);
        for (int first = 0; first < tile.rays; first += kernel.lanes()) {
            int used = Math.min(kernel.lanes(), tile.rays - first);
            for (int lane = 0; lane < used; lane++) {
                int ray = first + lane;
                packet.ray(lane, tile.ox, tile.oy, tile.oz, tile.dx[ray], tile.dy[ray], tile.dz[ray], tile.t[ray]);
            }
            trace(used);
            System.arraycopy(packet.t, 0, tile.t, first, used);
            System.arraycopy(packet.triangle, 0, tile.triangle, first, used);
            System.arraycopy(packet.instance, 0, tile.instance, first, used);
        }
    }

    private void traceTile(PlacedInstances instances) {
        BoxTree tree = instances.tree();
        if (tree.isEmpty()) {
            return;
        }
        int octant = tile.cones.octant();
        stack[0] = 0;
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            if (!tiles.touches(tree.bounds(), node, tile)) {
                continue;
            }
            int kind = tree.kind()[node];
            int link = tree.link()[node];
            if (kind < 0) {
                int far = octant >> ~kind & 1 ^ 1;
                stack[top++] = link + far;
                stack[top++] = link + (far ^ 1);
            } else {
                for (int i = link; i < link + kind; i++) {
                    Placement placement = instances.at(i);
                    tile.enterMesh(placement.mesh());
                    tiles.cast(placement.blas(), tile, placement.instance());
                }
            }
        }
    }

    /** Nearest hit of rays that each have their own origin. */
    public void castAny(
            float[] ox,
            float[] oy,
            float[] oz,
            float[] dx,
            float[] dy,
            float[] dz,
            int from,
            int count,
            float tMin,
            float tMax,
            Hits hits) {
        begin(tMin, false);
        for (int first = from; first < from + count; first += kernel.lanes()) {
            int used = Math.min(kernel.lanes(), from + count - first);
            for (int lane = 0; lane < used; lane++) {
                int ray = first + lane;
                packet.ray(lane, ox[ray], oy[ray], oz[ray], dx[ray], dy[ray], dz[ray], reach(tMax));
            }
            trace(used);
            store(first, used, hits);
        }
    }

    /** Whether anything stands between {@code tMin} and {@code tMax} in one direction, per origin: sun shadows, sky light. */
    public void occludedAlong(
            float dx,
            float dy,
            float dz,
            float[] ox,
            float[] oy,
            float[] oz,
            int from,
            int count,
            float tMin,
            float tMax,
            boolean[] blocked) {
        begin(tMin, true);
        for (int first = from; first < from + count; first += kernel.lanes()) {
            int used = Math.min(kernel.lanes(), from + count - first);
            for (int lane = 0; lane < used; lane++) {
                int ray = first + lane;
                packet.ray(lane, ox[ray], oy[ray], oz[ray], dx, dy, dz, reach(tMax));
            }
            trace(used);
            storeBlocked(first, used, blocked);
        }
    }

    /**
     * Whether anything stands between {@code tMin} and {@code tMax[ray]} on each ray: lamp shadows. A ray with a negative
     * reach is not cast and not blocked.
     */
    public void occludedAny(
            float[] ox,
            float[] oy,
            float[] oz,
            float[] dx,
            float[] dy,
            float[] dz,
            int from,
            int count,
            float tMin,
            float[] tMax,
            boolean[] blocked) {
        begin(tMin, true);
        for (int first = from; first < from + count; first += kernel.lanes()) {
            int used = Math.min(kernel.lanes(), from + count - first);
            for (int lane = 0; lane < used; lane++) {
                int ray = first + lane;
                packet.ray(lane, ox[ray], oy[ray], oz[ray], dx[ray], dy[ray], dz[ray], reach(tMax[ray]));
            }
            trace(used);
            storeBlocked(first, used, blocked);
        }
    }

    private static float reach(float tMax) {
        return Math.min(tMax, Float.MAX_VALUE);
    }

    private static void requireStart(float tMin) {
        if (!(tMin >= 0)) {
            throw new IllegalArgumentException("a ray starts at its origin or after it, not at " + tMin);
        }
    }

    private void begin(float tMin, boolean anyHit) {
        requireStart(tMin);
        packet.tMin = tMin;
        packet.anyHit = anyHit;
    }

    /** The ground first, so that its hits hide instances. */
    private void trace(int used) {
        packet.close(used);
        packet.enterScene();
        kernel.cast(snapshot.ground(), packet, Hits.GROUND);
        trace(snapshot.still());
        trace(snapshot.moving());
    }

    private void trace(PlacedInstances instances) {
        BoxTree tree = instances.tree();
        if (tree.isEmpty()) {
            return;
        }
        stack[0] = 0;
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            if (!kernel.touches(tree.bounds(), node, packet)) {
                continue;
            }
            int kind = tree.kind()[node];
            int link = tree.link()[node];
            if (kind < 0) {
                float along = kind == ~0 ? packet.dx[0] : kind == ~1 ? packet.dy[0] : packet.dz[0];
                int far = along < 0 ? 0 : 1;
                stack[top++] = link + far;
                stack[top++] = link + (far ^ 1);
            } else {
                for (int i = link; i < link + kind; i++) {
                    Placement placement = instances.at(i);
                    kernel.enterMesh(placement.mesh(), packet);
                    kernel.cast(placement.blas(), packet, placement.instance());
                }
                if (packet.anyHit && packet.isDone()) {
                    return;
                }
            }
        }
    }

    private void store(int first, int used, Hits hits) {
        System.arraycopy(packet.triangle, 0, hits.triangle, first, used);
        System.arraycopy(packet.instance, 0, hits.instance, first, used);
        System.arraycopy(packet.t, 0, hits.t, first, used);
        for (int lane = 0; lane < used; lane++) {
            if (packet.instance[lane] == Hits.NONE) {
                hits.t[first + lane] = Float.POSITIVE_INFINITY;
            }
        }
    }

    private void storeBlocked(int first, int used, boolean[] blocked) {
        Arrays.fill(blocked, first, first + used, false);
        for (int lane = 0; lane < used; lane++) {
            blocked[first + lane] = packet.instance[lane] != Hits.NONE;
        }
    }
}
