package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.dispatch.Dispatcher;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Room for clips in flight on this machine, over all requests: memory and disk in use grow with it and with nothing else. A
 * slot that falls free goes to the priority, and within it to the requester, that has had the least work for its weight, so
 * an urgent request is begun at the next clip and requesters share equally however much each has sent.
 */
@Component
public class ClipSlots {
    private static final long POLL_MILLIS = 100;

    private final IntSupplier limit;
    private final FairLine line = new FairLine();
    private int taken;

    @Autowired
    public ClipSlots(Dispatcher dispatcher) {
        this(dispatcher::clipsInFlight);
    }

    /** @param limit asked at every turn, since endpoints come and go */
    ClipSlots(IntSupplier limit) {
        this.limit = limit;
    }

    /** Room for one clip; closing gives it back. */
    final class Slot implements AutoCloseable {
        private Slot() {}

        @Override
        public void close() {
            giveBack();
        }
    }

    /** How many clips may be in flight now. */
    int limit() {
        return limit.getAsInt();
    }

    /**
     * Waits for a slot.
     *
     * @param work what the clip will take beside other clips, in any unit
     * @param givesUp polled while it waits
     * @return empty once {@code givesUp} says so
     */
    synchronized Optional<Slot> enter(RequestTerms terms, double work, BooleanSupplier givesUp) {
        FairLine.Place place = line.join(terms.priority(), terms.requester(), work);
        try {
            while (!givesUp.getAsBoolean()) {
                if (taken < limit() && line.next().equals(Optional.of(place))) {
                    line.serve(place);
                    taken++;
                    return Optional.of(new Slot());
                }
                wait(POLL_MILLIS);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for a slot");
        } finally {
            line.leave(place);
            notifyAll();
        }
    }

    private synchronized void giveBack() {
        taken--;
        notifyAll();
    }

    /** Clips in flight. */
    public synchronized int taken() {
        return taken;
    }

    /** Shards of requests that wait to begin their next clip. */
    public synchronized int waiting() {
        return line.size();
    }
}
