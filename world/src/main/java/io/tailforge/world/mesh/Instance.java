package io.tailforge.world.mesh;

import io.tailforge.scene.artifact.SemanticClass;
import java.util.Objects;

/**
 * A mesh placed in the world, still or moving. Many instances share one mesh.
 *
 * @param parts one or more mesh shapes over time: a walking person is a cycle of shapes
 * @param motion where it is at a time; empty where it is absent
 * @param actor actor index + 1, the value in instance truth; 0 for street furniture and trees
 * @param semantic class of all its surfaces; street furniture uses its materials' classes instead and leaves this STATIC
 * @param tint 0xRRGGBB, multiplies {@code CAR_PAINT} and {@code CLOTH}
 */
public record Instance(ShapeCycle parts, Motion motion, int actor, SemanticClass semantic, int tint) {
    public Instance {
        Objects.requireNonNull(parts);
        Objects.requireNonNull(motion);
        Objects.requireNonNull(semantic);
    }
}
