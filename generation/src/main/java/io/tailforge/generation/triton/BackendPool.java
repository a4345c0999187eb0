package io.tailforge.generation.triton;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Several Tritons with one engine as one backend: each clip goes to the endpoint with the fewest in flight, none gets more
 * than its share, and a failure is retried as its token says.
 */
public final class BackendPool implements GenerationBackend {
    private static final long WAIT_MILLIS = 100;

    private final List<Slot> slots = new ArrayList<>();
    private final int perEndpoint;
    private final Retries retries;

    private BackendPool(List<GenerationBackend> backends, int perEndpoint, Retries retries) {
        backends.forEach(backend -> slots.add(new Slot(backend)));
        this.perEndpoint = perEndpoint;
        this.retries = retries;
    }

    /**
     * A pool that owns its backends.
     *
     * @param perEndpoint clips an endpoint works on at a time
     * @throws BadInputException {@code TRITON-POOL} where the endpoints run different engines
     */
    public static BackendPool of(List<GenerationBackend> backends, int perEndpoint, Retries retries) {
        if (backends.isEmpty() || perEndpoint < 1) {
            throw new IllegalArgumentException("a pool needs an endpoint and room for a clip");
        }
        EngineIdentity engine = backends.getFirst().capabilities().engine();
        for (GenerationBackend backend : backends) {
            Capabilities caps = backend.capabilities();
            if (!sameEngine(caps.engine(), engine)) {
                throw new BadInputException(Problem.of(
                        "TRITON-POOL",
                        caps.endpoint(),
                        "runs " + caps.engine() + " where the first endpoint runs " + engine
                                + "; a pool needs one engine"));
            }
        }
        return new BackendPool(backends, perEndpoint, retries);
    }

    private static boolean sameEngine(EngineIdentity a, EngineIdentity b) {
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.weightsSha256().equals(b.weightsSha256());
    }

    /** The first endpoint's. */
    @Override
    public Capabilities capabilities() {
        return slots.getFirst().backend.capabilities();
    }

    @Override
    public GenerationResult generate(
            GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
        List<Slot> avoided = new ArrayList<>();
        int failures = 0;
        while (true) {
            Slot slot = acquire(avoided, cancelled);
            try {
                return slot.backend.generate(request, folder, progress, cancelled);
            } catch (GenerationException e) {
                failures++;
                if (!mayRetry(e.retry(), failures)) {
                    throw e;
                }
                avoided = List.of(slot).equals(slots) ? List.of() : List.of(slot);
                pause(retries.pauseAfter(failures, e.retry()), cancelled);
            } finally {
                release(slot);
            }
        }
    }

    private boolean mayRetry(Retry retry, int failures) {
        return switch (retry) {
            case NEVER -> false;
            case LATER -> failures < retries.tries();
            case ONCE_ELSEWHERE -> failures == 1 && slots.size() > 1;
        };
    }

    private synchronized Slot acquire(List<Slot> avoided, BooleanSupplier cancelled) {
        while (true) {
            Optional<Slot> free = slots.stream()
                    .filter(slot -> slot.inFlight < perEndpoint && !avoided.contains(slot))
                    .min(Comparator.comparingInt(slot -> slot.inFlight));
            if (free.isPresent()) {
                free.get().inFlight++;
                return free.get();
            }
            sleep(cancelled);
        }
    }

    private synchronized void release(Slot slot) {
        slot.inFlight--;
        notifyAll();
    }

    private synchronized void pause(Duration pause, BooleanSupplier cancelled) {
        long until = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < until) {
            sleep(cancelled);
        }
    }

    private void sleep(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw ErrorFamily.CANCELLED.error("cancelled while it waited for an endpoint");
        }
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted while it waited for an endpoint");
        }
    }

    @Override
    public void close() {
        slots.forEach(slot -> slot.backend.close());
    }

    /**
     * How often a busy or unreachable endpoint is tried.
     *
     * @param tries of one clip, the first included
     * @param firstPause after the first failure, doubled after each further one, at most a minute
     */
    public record Retries(int tries, Duration firstPause) {
        private static final Duration LONGEST = Duration.ofMinutes(1);

        public static Retries defaults() {
            return new Retries(6, Duration.ofMillis(500));
        }

        Duration pauseAfter(int failures, Retry retry) {
            if (retry == Retry.ONCE_ELSEWHERE) {
                return Duration.ZERO;
            }
            Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 10));
            return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        }
    }

    private static final class Slot {
        private final GenerationBackend backend;
        private int inFlight;

        Slot(GenerationBackend backend) {
            this.backend = backend;
        }
    }
}
