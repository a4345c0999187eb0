package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps an endpoint connected: reaches it, asks whether it is ready, reads its queue, closes it when it is to go. */
final class Keeper implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Endpoint endpoint;
    private final Connector connector;
    private final BackendPool pool;
    private final Desk desk;

    Keeper(Endpoint endpoint, Connector connector, BackendPool pool) {
        this.endpoint = endpoint;
        this.connector = connector;
        this.pool = pool;
        this.desk = pool.desk();
    }

    private enum Duty {
        CONNECT,
        CHECK,
        REST,
        END
    }

    @Override
    public void run() {
        for (Duty duty = next(); duty != Duty.END; duty = next()) {
            switch (duty) {
                case CONNECT -> connect();
                case CHECK -> check();
                default -> {}
            }
            retire();
            rest();
        }
        retire();
    }

    private Duty next() {
        synchronized (desk) {
            if (pool.isClosed()) {
                return Duty.END;
            }
            if (endpoint.canGo()) {
                endpoint.gone(BackendPool.now());
                desk.endpoints().remove(endpoint);
                desk.notifyAll();
                return Duty.END;
            }
            return switch (endpoint.state()) {
                case CONNECTING -> Duty.CONNECT;
                case BROKEN -> mayConnect() ? Duty.CONNECT : Duty.REST;
                case READY -> Duty.CHECK;
                case DRAINING, GONE -> Duty.REST;
            };
        }
    }

    private boolean mayConnect() {
        return endpoint.breaker().state() == CircuitBreaker.State.OPEN
                && BackendPool.now() - endpoint.breaker().until() >= 0;
    }

    private void connect() {
        try {
            reviveDead();
            GenerationBackend connection = connector.connect(endpoint.settings());
            synchronized (desk) {
                endpoint.connected(connection, BackendPool.now());
                pool.changed();
            }
        } catch (GenerationException e) {
            fails(e, endpoint.refusesBy(e));
        } catch (RuntimeException e) {
            fails(ErrorFamily.NETWORK.error("CONNECT", "cannot connect: " + e.getMessage()), false);
        }
    }

    /** Not before everything that still runs there has ended. */
    private void reviveDead() {
        Optional<GenerationBackend> last;
        synchronized (desk) {
            boolean may = endpoint.settings().reload() && endpoint.inFlight() == 0;
            last = may ? endpoint.backend() : Optional.empty();
        }
        try {
            last.ifPresent(GenerationBackend::revive);
        } catch (GenerationException e) {
            synchronized (desk) {
                endpoint.says(e);
            }
        }
    }

    private void check() {
        try {
            GenerationBackend connection;
            synchronized (desk) {
                connection = endpoint.backend().orElseThrow();
            }
            connection.requireReady();
            OptionalInt queue = endpoint.settings().metrics().isPresent()
                    ? MetricsPage.pending(endpoint.settings().metrics().get())
                    : OptionalInt.empty();
            synchronized (desk) {
                endpoint.queueIs(queue);
            }
        } catch (GenerationException e) {
            fails(e, false);
        }
    }

    private void fails(GenerationException failure, boolean refusal) {
        synchronized (desk) {
            if (refusal) {
                endpoint.refuses(failure);
            }
            endpoint.breakNow(failure, BackendPool.now());
            pool.changed();
        }
    }

    /** Closes connections that were replaced, and the last one where the endpoint is gone. */
    private void retire() {
        List<GenerationBackend> closing;
        synchronized (desk) {
            closing = endpoint.takeIdle(pool.isClosed() || endpoint.state() == State.GONE);
        }
        closing.forEach(GenerationBackend::close);
    }

    private void rest() {
        synchronized (desk) {
            long nextCheck = BackendPool.now() + pool.healthEvery();
            try {
                while (!pool.isClosed() && !endpoint.canGo() && dueIn(nextCheck) > 0) {
                    desk.wait(Math.max(1, dueIn(nextCheck) / NANOS_PER_MILLI));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long dueIn(long nextCheck) {
        boolean open = endpoint.breaker().state() == CircuitBreaker.State.OPEN;
        return (open ? endpoint.breaker().until() : nextCheck) - BackendPool.now();
    }

    /** Closes every connection of a pool that is closed. */
    static void closeAll(Desk desk) {
        List<GenerationBackend> closing = new ArrayList<>();
        synchronized (desk) {
            desk.endpoints().forEach(endpoint -> closing.addAll(endpoint.takeIdle(true)));
        }
        closing.forEach(GenerationBackend::close);
    }
}
