package io.tailforge.videogen;

/** The order of a tile's 16 x 16 pixels: blocks of 4 x 4, because 16 rays that lie close together are traced as one. */
final class TileOrder {
    static final int SIDE = 16;

    /** Tiles side by side that one thread takes at a time. */
    static final int RUN = 10;

    private TileOrder() {}

    /** Pieces of work in a picture: runs of tiles, row by row. */
    static int pieces(int width, int height) {
        return runs(width) * ((height + SIDE - 1) / SIDE);
    }

    /** Runs that a row of tiles is cut into. */
    static int runs(int width) {
        return (width + RUN * SIDE - 1) / (RUN * SIDE);
    }

    static int x(int index) {
        return (index >> 4 & 3) * 4 + (index & 3);
    }

    static int y(int index) {
        return (index >> 6) * 4 + (index >> 2 & 3);
    }

    static int index(int x, int y) {
        return (y >> 2) * 64 + (x >> 2) * 16 + (y & 3) * 4 + (x & 3);
    }
}
