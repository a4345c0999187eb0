package io.tailforge.world.trace;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Width of the vectors of this run. Loaded only where the Vector API is there. */
final class VectorWidth {
    private VectorWidth() {}

    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    static VectorSpecies<Float> species() {
        String wish = System.getProperty(Kernels.PROPERTY, "auto");
        int bits = wish.equals("256") || wish.equals("512") ? Integer.parseInt(wish) : preferredBits();
        return bits >= 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
    }
}
