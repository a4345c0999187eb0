package io.tailforge.generation.dispatch;

import io.tailforge.generation.contract.ErrorFamily;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An order that is made in the background. */
public final class Pending implements Ticket.Owner {
    private final BackendPool pool;
    private final Order order;
    private final CompletableFuture<Delivery> result = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile @Nullable Ticket ticket;

    Pending(BackendPool pool, Order order) {
        this.pool = pool;
        this.order = order.cancelledAlsoBy(() -> cancelled);
    }

    Order order() {
        return order;
    }

    void waits(Ticket entered) {
        ticket = entered;
        if (cancelled) {
            leave();
        }
    }

    /** The clip, or the {@link io.tailforge.generation.GenerationException} that ended it. */
    public CompletableFuture<Delivery> result() {
        return result.copy();
    }

    /** Takes it out of the line at once, or cancels it at its server. */
    public void cancel() {
        cancelled = true;
        leave();
    }

    private void leave() {
        Ticket entered = ticket;
        if (entered != null && pool.cancel(entered)) {
            result.completeExceptionally(ErrorFamily.CANCELLED.error("cancelled while it waited for an endpoint"));
        }
    }

    @Override
    public void decided(Decision decision) {
        switch (decision) {
            case Decision.Refuse refused -> result.completeExceptionally(refused.why());
            case Decision.Send sent -> Thread.ofVirtual().name("clip").start(() -> work(sent.order()));
        }
    }

    private void work(Running sent) {
        try {
            Optional<Delivery> delivery = pool.work(sent);
            delivery.ifPresent(result::complete);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
