package io.tailforge.scene.artifact;

import io.tailforge.scene.ClipId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One clip asked of a generation backend. References are relative to the clip's work folder.
 *
 * @param attempt 1 for the first try; a regenerate verdict makes the next
 * @param sceneDocument the scene document, {@code layoutDocument} the map document it refers to
 * @param controls one per view, in the rig's order; empty where the engine needs none
 * @param want what to make
 * @param seed effective seed of this attempt (64 bits, unsigned)
 * @param guidance classifier-free guidance, and {@code steps} denoising steps, for engines that have them
 * @param share how much of the clip
 */
public record GenerationRequest(
        ClipId clip,
        int attempt,
        ArtifactRef sceneDocument,
        ArtifactRef layoutDocument,
        Prompt prompt,
        List<ConditioningVideo> controls,
        Set<ObjectKind> want,
        long seed,
        double guidance,
        int steps,
        ClipShare share) {
    /** Asks for the whole clip. */
    public GenerationRequest(
            ClipId clip,
            int attempt,
            ArtifactRef sceneDocument,
            ArtifactRef layoutDocument,
            Prompt prompt,
            List<ConditioningVideo> controls,
            Set<ObjectKind> want,
            long seed,
            double guidance,
            int steps) {
        this(
                clip,
                attempt,
                sceneDocument,
                layoutDocument,
                prompt,
                controls,
                want,
                seed,
                guidance,
                steps,
                ClipShare.WHOLE);
    }

    public GenerationRequest {
        Objects.requireNonNull(clip);
        Objects.requireNonNull(sceneDocument);
        Objects.requireNonNull(layoutDocument);
        Objects.requireNonNull(prompt);
        controls = List.copyOf(controls);
        want = Set.copyOf(want);
        Objects.requireNonNull(share);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1, not " + attempt);
        }
    }

    /** The same clip, tried another time with another seed and perhaps other settings. */
    public GenerationRequest withAttempt(int newAttempt, long newSeed, double newGuidance, int newSteps) {
        return new GenerationRequest(
                clip,
                newAttempt,
                sceneDocument,
                layoutDocument,
                prompt,
                controls,
                want,
                newSeed,
                newGuidance,
                newSteps,
                share);
    }

    /** Less of the same: some of its kinds, for a share of the clip. */
    public GenerationRequest part(Set<ObjectKind> kinds, ClipShare of) {
        return new GenerationRequest(
                clip, attempt, sceneDocument, layoutDocument, prompt, controls, kinds, seed, guidance, steps, of);
    }
}
