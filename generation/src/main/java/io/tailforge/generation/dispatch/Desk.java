package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where tickets meet endpoints: who goes where and when, without threads and without a clock, so that a test can play days of
 * it. Times are nanoseconds. Guarded by its owner.
 */
final class Desk {
    private final PoolSettings settings;
    private final WaitingLine line = new WaitingLine();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Engines engines = new Engines(endpoints);
    private final Fits fits = new Fits(endpoints, engines);
    private final Hopes hopes = new Hopes(endpoints, fits);
    private final PoisonList poison = new PoisonList();
    private final Aftermath aftermath;

    Desk(PoolSettings settings) {
        this.settings = settings;
        this.aftermath = new Aftermath(settings, fits, poison);
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    WaitingLine line() {
        return line;
    }

    PoisonList poison() {
        return poison;
    }

    Optional<EngineIdentity> engineOf(Optional<String> name) {
        return engines.find(name);
    }

    Optional<Endpoint> find(String name) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst();
    }

    /**
     * Puts a ticket in the line.
     *
     * @throws GenerationException {@code TF-POISON} where it was set aside before, {@code TF-CAP-*} where no endpoint of the
     *     pool can make it, {@code TF-DEADLINE} where even the fastest would be late
     */
    void enter(Ticket ticket, long now) {
        engineOf(ticket.demand().engine())
                .flatMap(engine -> poison.find(ticket.order().request(), engine))
                .ifPresent(failures -> {
                    throw Aftermath.poisoned("was set aside before", failures);
                });
        hopes.whyNone(ticket.lane()).ifPresent(why -> {
            throw why;
        });
        if (isTooLate(ticket, now)) {
            throw tooLate(ticket);
        }
        ticket.waitsFrom(now, false);
        line.add(ticket);
    }

    /** @return whether it still waited */
    boolean cancel(Ticket ticket) {
        return line.remove(ticket);
    }

    /** Everything that can be decided now. */
    List<Decision> decide(long now) {
        List<Decision> decisions = new ArrayList<>();
        refuseLate(now, decisions);
        for (Optional<Running> sent = sendNext(now); sent.isPresent(); sent = sendNext(now)) {
            decisions.add(new Decision.Send(sent.get()));
        }
        return decisions;
    }

    private Optional<Running> sendNext(long now) {
        if (line.size() == 0) {
            return Optional.empty();
        }
        List<Endpoint> free = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            if (endpoint.hasRoom(now)) {
                free.add(endpoint);
            }
        }
        if (free.size() > 1) {
            free.sort(Comparator.comparingDouble(endpoint -> rank(endpoint, now)));
        }
        for (Endpoint endpoint : free) {
            Optional<Ticket> ticket =
                    line.next(lane -> fits.maySend(lane, endpoint), candidate -> mayBeInTime(candidate, endpoint, now));
            if (ticket.isPresent() && isWorthwhile(endpoint, ticket.get(), now)) {
                return Optional.of(send(ticket.get(), endpoint, now));
            }
        }
        return Optional.empty();
    }

    /** Endpoints in the order in which they are offered work: idle ones that nobody knows yet, then the quickest to finish. */
    private static double rank(Endpoint endpoint, long now) {
        return endpoint.isTimed() || endpoint.inFlight() > 0 ? finishesIn(endpoint, 1, now) : -1;
    }

    private Running send(Ticket ticket, Endpoint endpoint, long now) {
        line.take(ticket, endpoint.expect(ticket.units()));
        ticket.leavesLine(now);
        return endpoint.send(ticket, now);
    }

    private static double finishesIn(Endpoint endpoint, double units, long now) {
        return endpoint.beginsIn(now) + endpoint.expect(units);
    }

    /**
     * Whether the endpoint should take the ticket, or leave it to faster ones: it should, unless the others can finish
     * everything that waits before this endpoint would finish this one.
     */
    private boolean isWorthwhile(Endpoint endpoint, Ticket ticket, long now) {
        if (!endpoint.isTimed()) {
            return true;
        }
        double units = ticket.units();
        double finish = finishesIn(endpoint, units, now);
        double others = 0;
        for (Endpoint other : endpoints) {
            if (other != endpoint && other.isReady() && other.isTimed() && fits.maySend(ticket.lane(), other)) {
                double time = finish - other.beginsIn(now);
                others += Math.max(0, Math.floor(time / other.expect(units)))
                        * other.settings().concurrency();
            }
        }
        return others == 0 || others < line.count(lane -> fits.maySend(lane, endpoint));
    }

    private boolean mayBeInTime(Ticket ticket, Endpoint endpoint, long now) {
        return ticket.deadline() == Ticket.NO_DEADLINE
                || !endpoint.isTimed()
                || now + finishesIn(endpoint, ticket.units(), now) * 1e9 <= ticket.deadline();
    }

    private boolean isTooLate(Ticket ticket, long now) {
        return ticket.deadline() != Ticket.NO_DEADLINE && now + fastest(ticket).orElse(0) * 1e9 > ticket.deadline();
    }

    private OptionalDouble fastest(Ticket ticket) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.isTimed() && endpoint.isStaying() && fits.isFit(ticket.lane(), endpoint))
                .mapToDouble(endpoint -> endpoint.expect(ticket.units()))
                .min();
    }

    private static GenerationException tooLate(Ticket ticket) {
        return ErrorFamily.DEADLINE.error("cannot be done by "
                + ticket.order().deadline().map(Object::toString).orElse("its deadline")
                + "; it was not sent" + Aftermath.told(ticket.failures()));
    }

    private void refuseLate(long now, List<Decision> decisions) {
        for (Optional<Ticket> ticket = line.mostUrgent();
                ticket.isPresent() && isTooLate(ticket.get(), now);
                ticket = line.mostUrgent()) {
            line.remove(ticket.get());
            decisions.add(new Decision.Refuse(ticket.get(), tooLate(ticket.get())));
        }
    }

    /** Refuses what has no hope: nobody can make it, or nobody who can was up for longer than the pool's patience. */
    List<Decision> refuseHopeless(long now) {
        List<Decision> decisions = new ArrayList<>();
        for (Lane lane : line.lanes()) {
            Optional<GenerationException> why = hopes.whyNone(lane.key());
            if (why.isPresent()) {
                lane.tickets().forEach(ticket -> decisions.add(new Decision.Refuse(ticket, why.get())));
            } else if (hopes.isAnyUp(lane.key())) {
                lane.hopes(now);
            } else if (!hopes.isAnyTried(lane.key())) {
                lane.hopelessFor(settings.patience().toNanos(), now)
                        .forEach(ticket ->
                                decisions.add(new Decision.Refuse(ticket, hopes.nobodyUp(ticket.failures()))));
            }
        }
        decisions.forEach(decision -> line.remove(decision.ticket()));
        return decisions;
    }

    List<Decision> refuseAll(GenerationException why) {
        List<Decision> decisions = new ArrayList<>();
        line.lanes().forEach(lane -> lane.tickets().forEach(ticket -> decisions.add(new Decision.Refuse(ticket, why))));
        decisions.forEach(decision -> line.remove(decision.ticket()));
        return decisions;
    }

    /** @throws GenerationException where nobody will ever run the engine, or nobody did in time */
    void requireHope(Optional<String> engine, boolean late) {
        Optional<GenerationException> why = hopes.whyNoEngine(engine);
        if (why.isPresent() || late) {
            throw why.orElseGet(() -> hopes.nobodyUp(List.of()));
        }
    }

    void delivered(Running order, long now) {
        Endpoint endpoint = order.endpoint();
        line.settle(order.ticket(), order.worked(now));
        endpoint.delivered(order, now);
        endpoint.finish(order, now);
    }

    /** The order ended without a result and without the endpoint's fault. */
    void abandoned(Running order, long now) {
        line.settle(order.ticket(), order.worked(now));
        order.endpoint().finish(order, now);
    }

    /** @return why the ticket ends here; empty where it waits again */
    Optional<GenerationException> failed(Running order, GenerationException failure, long now) {
        line.settle(order.ticket(), order.worked(now));
        Optional<GenerationException> end = aftermath.judge(order, failure, now);
        order.endpoint().finish(order, now);
        if (end.isEmpty()) {
            order.ticket().waitsFrom(now, order.isTrial());
            line.add(order.ticket());
        }
        return end;
    }
}
