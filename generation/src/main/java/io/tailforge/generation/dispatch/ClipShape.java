package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What of a clip decides who can make it and how long that takes. Clips of one spec mostly have the same shape. */
record ClipShape(Ask ask, long sweeps) {
    /** A sweep weighs as much as so many pixels, in millions. */
    private static final double MEGAPIXELS_PER_SWEEP = 0.2;

    private static final Set<ObjectKind> OF_LIDARS = EnumSet.of(ObjectKind.POINTS, ObjectKind.RANGE_IMAGE);

    static ClipShape of(GenerationRequest request, Scene scene) {
        boolean points = request.want().stream().anyMatch(OF_LIDARS::contains);
        long sweeps = scene.rig().lidars().stream()
                .mapToLong(lidar -> lidar.sweepCount(scene.grid().durationMicros()))
                .sum();
        return new ClipShape(Ask.of(request, scene), points ? sweeps : 0);
    }

    /** How much work it is: millions of pixels of all frames of all cameras, sweeps weighed in. Never 0. */
    double units() {
        FrameGrid grid = ask.grid();
        int cameras =
                OF_LIDARS.containsAll(ask.want()) ? 0 : ask.cameras().names().size();
        double pixels = (double) grid.width() * grid.height() * grid.frames() * cameras;
        return Math.max(1e-6, pixels * 1e-6 + sweeps * MEGAPIXELS_PER_SWEEP);
    }

    /** Why an endpoint cannot make it as it is, with the nearest that it can. Clips are split before they come here. */
    Optional<GenerationException> misfit(Capabilities offer) {
        return switch (Fit.of(ask, offer)) {
            case Fit.Whole _ -> Optional.empty();
            case Fit.Split _ -> Optional.of(ErrorFamily.CAP.error("PARTS", "can make this clip in parts only"));
            case Fit.None none -> Optional.of(none.toException());
        };
    }
}
