package io.tailforge.generation.triton;

import io.tailforge.generation.contract.ErrorFamily;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How long nothing was heard of a request at work, and what is done about it. Used by one thread. */
final class Silence {
    /** The model is asked whether it lives after a third of the longest silence and after two: by default after 20 s and 40 s. */
    private static final int THIRDS = 3;

    private final Duration longest;
    private final Supplier<StubProbe> probes;
    private long since = System.nanoTime();
    private int probed;
    private Optional<StubProbe> probe = Optional.empty();

    /** @param probes starts a question whether the model's process lives */
    Silence(Duration longest, Supplier<StubProbe> probes) {
        this.longest = longest;
        this.probes = probes;
    }

    /** Something was heard. */
    void broken() {
        since = System.nanoTime();
        probed = 0;
        probe = Optional.empty();
    }

    /**
     * Still nothing.
     *
     * @throws io.tailforge.generation.GenerationException {@code TF-ENGINE-SILENT} after too long, {@code TF-ENGINE-STUB} as
     *     soon as the server says that the model's process is dead
     */
    void bear() {
        long silent = System.nanoTime() - since;
        probe.flatMap(StubProbe::death).ifPresent(death -> {
            throw ErrorFamily.ENGINE.error("STUB", "said nothing more, and is dead: " + death);
        });
        if (silent > longest.toNanos()) {
            throw ErrorFamily.ENGINE.error("SILENT", "nothing heard for %d s".formatted(longest.toSeconds()));
        }
        if (silent > longest.toNanos() / THIRDS * (probed + 1)) {
            probed++;
            probe = Optional.of(probes.get());
        }
    }
}
