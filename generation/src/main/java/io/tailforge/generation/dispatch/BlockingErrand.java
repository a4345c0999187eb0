package io.tailforge.generation.dispatch;

import io.tailforge.generation.contract.ErrorFamily;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A caller that waits for its order on its own thread and works on it there. */
final class BlockingErrand implements Ticket.Owner {
    private static final long POLL_MILLIS = 100;

    private final BackendPool pool;
    private final BlockingQueue<Decision> decisions = new ArrayBlockingQueue<>(1);

    BlockingErrand(BackendPool pool) {
        this.pool = pool;
    }

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
    }

    Delivery run(Ticket ticket) {
        while (true) {
            switch (await(ticket)) {
                case Decision.Refuse refused -> throw refused.why();
                case Decision.Send sent -> {
                    Optional<Delivery> delivery = pool.work(sent.order());
                    if (delivery.isPresent()) {
                        return delivery.get();
                    }
                }
            }
        }
    }

    private Decision await(Ticket ticket) {
        try {
            while (true) {
                Optional<Decision> decision = Optional.ofNullable(decisions.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
                if (decision.isPresent()) {
                    return decision.get();
                }
                if (ticket.order().cancelled().getAsBoolean()) {
                    giveUp(ticket);
                    throw ErrorFamily.CANCELLED.error("cancelled while it waited for an endpoint");
                }
            }
        } catch (InterruptedException e) {
            giveUp(ticket);
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted while it waited for an endpoint");
        }
    }

    /** Leaves the line; a decision that came at the same moment is given back. */
    private void giveUp(Ticket ticket) {
        if (!pool.cancel(ticket) && decisions.poll() instanceof Decision.Send sent) {
            pool.abandon(sent.order());
        }
    }
}
