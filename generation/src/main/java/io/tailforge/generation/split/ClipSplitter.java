package io.tailforge.generation.split;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.SplitPlan;
import io.tailforge.scene.artifact.GenerationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Makes a clip by a plan: each part is an order of its own, so that parts go to as many endpoints as there are; one that goes on
 * from another waits for it. Where one fails the others are cancelled and nothing is left in the clip's folder.
 */
public final class ClipSplitter {
    private final Function<Order, Delivery> dispatcher;
    private final VideoJoiner joiner;

    /** @param dispatcher makes one order, blocking, from many threads: {@code pool::generate} */
    public ClipSplitter(Function<Order, Delivery> dispatcher, VideoJoiner joiner) {
        this.dispatcher = dispatcher;
        this.joiner = joiner;
    }

    /**
     * Makes the clip of an order in parts, blocking. The result's warnings state what the parts do not know of each other.
     *
     * @throws GenerationException of the first part that failed
     * @throws io.tailforge.scene.problem.BadInputException where a part is not the video that it should be
     */
    public Delivery generate(Order order, SplitPlan plan) {
        try (PartFolders folders = PartFolders.in(order.folder())) {
            List<Made> made = makeAll(order, plan, folders);
            return new PartJoiner(order, plan, folders, joiner).join(made);
        } catch (IOException e) {
            throw ErrorFamily.DISK.error("WRITE", "the clip's folder cannot be written: " + e.getMessage());
        }
    }

    /** A part and what came of it. */
    record Made(int part, Delivery delivery) {
        Made {
            Objects.requireNonNull(delivery);
        }
    }

    private List<Made> makeAll(Order order, SplitPlan plan, PartFolders folders) {
        AtomicBoolean failed = new AtomicBoolean();
        PartProgress progress = new PartProgress(plan, order.progress());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<List<Made>> chains = new ExecutorCompletionService<>(threads);
            List<Future<List<Made>>> started = chains(plan).stream()
                    .map(chain -> chains.submit(() -> make(order, plan, chain, folders, progress, failed)))
                    .toList();
            try {
                for (int i = 0; i < started.size(); i++) {
                    chains.take().get();
                }
            } catch (ExecutionException e) {
                throw rethrown(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ErrorFamily.CANCELLED.error("interrupted");
            } finally {
                failed.set(true);
            }
            return started.stream().map(Future::resultNow).flatMap(List::stream).toList();
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
    }

    /** Parts that must follow each other. */
    private static List<List<Integer>> chains(SplitPlan plan) {
        List<List<Integer>> chains = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            if (!plan.parts().get(i).goesOn()) {
                chains.add(new ArrayList<>());
            }
            chains.getLast().add(i);
        }
        return chains;
    }

    private List<Made> make(
            Order order,
            SplitPlan plan,
            List<Integer> chain,
            PartFolders folders,
            PartProgress progress,
            AtomicBoolean failed)
            throws IOException {
        List<Made> made = new ArrayList<>();
        for (int part : chain) {
            GenerationRequest request = plan.parts().get(part).of(order.request());
            Path folder = folders.open(part, request);
            if (!made.isEmpty()) {
                request = folders.goOn(request, part, made.getLast(), joiner);
            }
            Order asked = new Order(
                    request,
                    folder,
                    order.requester(),
                    order.priority(),
                    order.deadline(),
                    order.engine(),
                    progress.of(part),
                    () -> failed.get() || order.cancelled().getAsBoolean());
            made.add(new Made(part, dispatcher.apply(asked)));
        }
        return made;
    }
}
