package io.tailforge.world.trace;

/** Tests tiles of rays from one origin. All kernels give the same hits, bit for bit, and those of {@link Kernel} too. */
sealed interface TileKernel permits ScalarTileKernel, VectorTileKernel {
    /** Rays per block, and blocks per tile. */
    int lanes();

    /** Sets the cones of a tile's blocks from its rays. */
    void enclose(RayTile tile);

    /** Whether any block may meet the box within its reach; scene frame. */
    boolean touches(float[] bounds, int node, RayTile tile);

    /** Offers to the tile every hit that matters; mesh frame. */
    void cast(Blas blas, RayTile tile, int instance);
}
