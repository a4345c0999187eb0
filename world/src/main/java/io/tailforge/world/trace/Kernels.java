package io.tailforge.world.trace;

/**
 * Chooses the kernel when the program starts: vectors of the CPU's own width where that is 256 or 512 bit, else scalar.
 * The system property {@code tailforge.vector} ({@code auto}, {@code scalar}, {@code 256}, {@code 512}) overrules. A
 * vector wider than the CPU's would run ten times slower and still be right, so nothing but the property picks one.
 */
final class Kernels {
    static final String PROPERTY = "tailforge.vector";
    private static final Kernel CHOSEN = choose(System.getProperty(PROPERTY, "auto"));

    private Kernels() {}

    static Kernel chosen() {
        return CHOSEN;
    }

    private static Kernel choose(String wish) {
        return switch (wish) {
            case "scalar" -> new ScalarKernel();
            case "256", "512" -> new VectorKernel();
            case "auto" -> preferredBits() >= 256 ? new VectorKernel() : new ScalarKernel();
            default ->
                throw new IllegalArgumentException(PROPERTY + " must be auto, scalar, 256 or 512, not '" + wish + "'");
        };
    }

    /** The width of the CPU's vectors; 0 where the JVM was started without the Vector API module. */
    private static int preferredBits() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VectorWidth.preferredBits() : 0;
    }
}
