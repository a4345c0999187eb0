package io.tailforge.world.trace;

/** Tests packets against boxes and against the triangles of one mesh. All kernels give the same hits, bit for bit. */
sealed interface Kernel permits ScalarKernel, VectorKernel {
    /** Rays per packet. */
    int lanes();

    String describe();

    /** The kernel of the same kind for tiles of rays from one origin. */
    TileKernel tiles();

    /** Whether any ray that is not done meets the box within its reach; scene frame. */
    boolean touches(float[] bounds, int node, Packet packet);

    /** Moves the packet's mesh-frame rays into a mesh. @param rows row-major 3x4 {@code meshFromWorld} */
    void enterMesh(float[] rows, Packet packet);

    /** Offers to the packet every hit that matters; mesh frame. */
    void cast(Blas blas, Packet packet, int instance);
}
