package io.tailforge.variation;

import io.tailforge.scene.artifact.ObjectKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to ask of the generator.
 *
 * @param guidance classifier-free guidance, 0..30, for engines that have it
 * @param steps denoising steps, 1..1000, for engines that have them
 * @param want what to make; holds RGB
 */
public record GenerationSettings(double guidance, int steps, Set<ObjectKind> want) {
    public static final GenerationSettings DEFAULT = new GenerationSettings(
            3,
            35,
            EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.INSTANCE, ObjectKind.SEMANTIC, ObjectKind.POINTS));

    public GenerationSettings {
        want = Set.copyOf(want);
        if (!(guidance >= 0 && guidance <= 30)) {
            throw new IllegalArgumentException("guidance lies between 0 and 30, not " + guidance);
        }
        if (steps < 1 || steps > 1000) {
            throw new IllegalArgumentException("steps lie between 1 and 1000, not " + steps);
        }
        if (!want.contains(ObjectKind.RGB)) {
            throw new IllegalArgumentException("'want' needs rgb: a clip without video is not published");
        }
    }
}
