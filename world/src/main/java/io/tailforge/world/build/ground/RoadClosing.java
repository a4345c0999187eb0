package io.tailforge.world.build.ground;

/** Fills the gaps that the lanes of a map leave between them: junctions, and shoulders up to the road's boundary. */
final class RoadClosing {
    private final byte[] kind;
    private final byte[] wall;
    private final float[] height;
    private final int nx;
    private final int ny;

    /** Works on the arrays of a {@link GroundGrid}. */
    RoadClosing(byte[] kind, byte[] wall, float[] height, int nx, int ny) {
        this.kind = kind;
        this.wall = wall;
        this.height = height;
        this.nx = nx;
        this.ny = ny;
    }

    private byte at(int ix, int iy) {
        return ix < 0 || iy < 0 || ix >= nx || iy >= ny ? GroundGrid.FREE : kind[iy * nx + ix];
    }

    /** Closing: cells within reach of the road, less those within the same reach of what is out of reach. */
    void close(int reach) {
        boolean[] grown = new boolean[kind.length];
        for (int i = 0; i < kind.length; i++) {
            grown[i] = kind[i] == GroundGrid.LANE;
        }
        grow(grown, reach, true);
        boolean[] outside = new boolean[kind.length];
        for (int i = 0; i < kind.length; i++) {
            outside[i] = !grown[i] && wall[i] == 0;
        }
        grow(outside, reach, false);
        for (int i = 0; i < kind.length; i++) {
            if (kind[i] == GroundGrid.FREE && grown[i] && !outside[i]) {
                kind[i] = GroundGrid.FILL;
            }
        }
        dropSlivers();
    }

    /** Thin rows of filling along the outer edge are no gaps but the raster's own steps. */
    private void dropSlivers() {
        boolean[] kept = new boolean[kind.length];
        for (int i = 0; i < kind.length; i++) {
            kept[i] = kind[i] == GroundGrid.FILL && !touches(i, GroundGrid.FREE, 1);
        }
        boolean[] core = kept.clone();
        for (int i = 0; i < kind.length; i++) {
            if (core[i]) {
                keepAround(i, kept);
            }
        }
        for (int i = 0; i < kind.length; i++) {
            if (kind[i] == GroundGrid.FILL && !kept[i]) {
                kind[i] = GroundGrid.FREE;
                height[i] = Float.NaN;
            }
        }
    }

    private boolean touches(int i, byte what, int reach) {
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                if (at(i % nx + dx, i / nx + dy) == what) {
                    return true;
                }
            }
        }
        return false;
    }

    private void keepAround(int i, boolean[] kept) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int x = i % nx + dx;
                int y = i / nx + dy;
                if (at(x, y) == GroundGrid.FILL) {
                    kept[y * nx + x] = true;
                }
            }
        }
    }

    private void grow(boolean[] mask, int reach, boolean stopAtWalk) {
        int[] front = new int[mask.length];
        int head = 0;
        int tail = 0;
        int[] steps = new int[mask.length];
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                front[tail++] = i;
            }
        }
        while (head < tail) {
            int i = front[head++];
            boolean stuck = wall[i] == GroundGrid.WALL && kind[i] != GroundGrid.LANE;
            if (steps[i] == reach || stuck) {
                continue;
            }
            for (int k = 0; k < 4; k++) {
                int x = i % nx + (k == 0 ? 1 : k == 1 ? -1 : 0);
                int y = i / nx + (k == 2 ? 1 : k == 3 ? -1 : 0);
                int j = y * nx + x;
                boolean open = x >= 0 && y >= 0 && x < nx && y < ny && !mask[j];
                if (open && !(stopAtWalk && kind[j] == GroundGrid.WALK)) {
                    mask[j] = true;
                    steps[j] = steps[i] + 1;
                    front[tail++] = j;
                }
            }
        }
    }
}
