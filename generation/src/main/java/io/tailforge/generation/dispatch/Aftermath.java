package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.ErrorFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows from a failure: for the endpoint (it is left alone, broken, or not to blame) and for the clip (it waits again,
 * is set aside, or ends with the failure).
 */
final class Aftermath {
    /** Connections that may break under one clip. */
    private static final int CUTS = 6;

    /** Tries at one and the same endpoint where there is no other. */
    private static final int ALONE = 2;

    /** Triton's word for a model process that is dead though the model is called ready. */
    private static final String DEAD_STUB = "TF-ENGINE-STUB";

    private final PoolSettings settings;
    private final Fits fits;
    private final PoisonList poison;

    Aftermath(PoolSettings settings, Fits fits, PoisonList poison) {
        this.settings = settings;
        this.fits = fits;
        this.poison = poison;
    }

    /** @return why the ticket ends; empty where it is to wait again */
    Optional<GenerationException> judge(Running order, GenerationException failure, long now) {
        Endpoint endpoint = order.endpoint();
        Ticket ticket = order.ticket();
        endpoint.count(failure);
        ticket.failedAt(Failure.of(endpoint.name(), failure));
        return switch (ErrorFamily.of(failure.token())) {
            case CONTRACT, INPUT, DISK -> Optional.of(failure);
            case CAP -> refused(order, failure);
            case BUSY -> {
                endpoint.busy(now);
                yield Optional.empty();
            }
            case AUTH -> {
                endpoint.refuses(failure);
                endpoint.breakNow(failure, now);
                yield Optional.empty();
            }
            case NETWORK, CANCELLED -> cut(order, failure, now);
            case ENGINE, PROTOCOL, DEADLINE -> broke(order, failure, now);
        };
    }

    private Optional<GenerationException> refused(Running order, GenerationException failure) {
        order.ticket().refusedBy(order.endpoint().name());
        return fits.isFitAnywhere(order.ticket().lane()) ? Optional.empty() : Optional.of(failure);
    }

    /** The connection broke; a server that goes down cancels what runs. */
    private static Optional<GenerationException> cut(Running order, GenerationException failure, long now) {
        order.endpoint().failed(false, now);
        order.ticket().countCut();
        return order.ticket().cuts() < CUTS ? Optional.empty() : Optional.of(failure);
    }

    private Optional<GenerationException> broke(Running order, GenerationException failure, long now) {
        Endpoint endpoint = order.endpoint();
        Ticket ticket = order.ticket();
        boolean wasSound = endpoint.breaker().inARow() == 0;
        endpoint.failed(failure.token().equals(DEAD_STUB), now);
        if (order.isTrial()) {
            return Optional.empty();
        }
        ticket.countTry();
        if (wasSound && order.hasBegun()) {
            ticket.suspectedAt(endpoint.name());
        }
        if (ticket.suspects().size() >= settings.poisonEndpoints()) {
            return Optional.of(setAside(ticket, endpoint));
        }
        int allowed =
                fits.isFitElsewhere(ticket.lane(), endpoint) ? settings.tries() : Math.min(ALONE, settings.tries());
        return ticket.tries() < allowed ? Optional.empty() : Optional.of(failure);
    }

    private GenerationException setAside(Ticket ticket, Endpoint endpoint) {
        endpoint.offer().ifPresent(offer -> poison.add(ticket.order().request(), offer.engine(), ticket.failures()));
        return poisoned("failed on " + ticket.suspects().size() + " endpoints and is set aside", ticket.failures());
    }

    static GenerationException poisoned(String what, List<Failure> failures) {
        return new GenerationException("TF-POISON", Retry.NEVER, "this clip " + what + told(failures));
    }

    /** What the endpoints said. */
    static String told(List<Failure> failures) {
        return failures.isEmpty()
                ? ""
                : failures.stream()
                        .map(failure -> failure.endpoint() + " said " + failure.message())
                        .collect(Collectors.joining("; ", ": ", ""));
    }
}
