package io.tailforge.world.trace;

/** Chooses the kernel when the program starts. */
final class Kernels {
    private static final Kernel CHOSEN = new ScalarKernel();

    private Kernels() {}

    static Kernel chosen() {
        return CHOSEN;
    }
}
