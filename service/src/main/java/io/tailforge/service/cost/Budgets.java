package io.tailforge.service.cost;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Holds requests to their budgets. A clip reserves the high end of its forecast before it is sent, and settles what it took,
 * failed tries included, when it ends. One that does not fit beside the clips under way waits for them, since they may take
 * less than they reserved; one that does not fit though nothing is under way is refused.
 */
@Component
public class Budgets {
    private static final long LOOK_MILLIS = 200;

    private final CostHistory history;
    private final Map<String, Account> accounts = new HashMap<>();

    public Budgets(CostHistory history) {
        this.history = history;
    }

    /** What clips of a request that are under way have reserved. */
    private static final class Account {
        private double reserved;
        private int underWay;
    }

    /** A clip's part of its request's budget; closed when the order has ended, however it ended. */
    public final class Reservation {
        private final String requestId;
        private final double reserved;

        private Reservation(String requestId, double reserved) {
            this.requestId = requestId;
            this.reserved = reserved;
        }

        /** Pays for what the order took. */
        public void settle(Generated order) {
            if (order.spentSeconds() > 0) {
                history.spend(requestId, order.spentSeconds(), order.wastedSeconds());
            }
            release(requestId, reserved);
        }
    }

    /**
     * Reserves a clip's cost, waiting for others of the request where it does not fit beside them.
     *
     * @throws OverBudgetException where it does not fit
     * @throws CancellationException where the request was stopped while it waited
     */
    public synchronized Reservation reserve(String requestId, Forecast next, BooleanSupplier cancelled) {
        Account account = accounts.computeIfAbsent(requestId, id -> new Account());
        double wanted = next.amount().high();
        OptionalDouble budgetSeconds = history.budget(requestId);
        while (budgetSeconds.isPresent()) {
            double spent = history.spent(requestId).seconds();
            double left = budgetSeconds.getAsDouble() - spent - account.reserved;
            if (fits(next, left, account)) {
                break;
            }
            if (account.underWay == 0) {
                forget(requestId, account);
                throw new OverBudgetException(message(budgetSeconds.getAsDouble(), spent, next));
            }
            await(cancelled);
            budgetSeconds = history.budget(requestId);
        }
        account.reserved += wanted;
        account.underWay++;
        return new Reservation(requestId, wanted);
    }

    /** A clip of which nothing is known goes alone, for as long as anything is left. */
    private static boolean fits(Forecast next, double left, Account account) {
        return next.basis() == Basis.UNKNOWN
                ? left > 0 && account.underWay == 0
                : next.amount().high() <= left;
    }

    private synchronized void release(String requestId, double reserved) {
        Account account = accounts.getOrDefault(requestId, new Account());
        account.reserved -= reserved;
        account.underWay--;
        forget(requestId, account);
        notifyAll();
    }

    private void forget(String requestId, Account account) {
        if (account.underWay <= 0) {
            accounts.remove(requestId);
        }
    }

    private void await(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("stopped on request");
        }
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for its budget");
        }
    }

    private static String message(double budget, double spent, Forecast next) {
        String wanted = next.basis() == Basis.UNKNOWN
                ? "what the next clip takes is not known yet"
                : String.format(
                        Locale.ROOT,
                        "the next clip takes about %.1f s and up to %.1f s (%s)",
                        next.amount().likely(),
                        next.amount().high(),
                        next.because());
        return String.format(
                Locale.ROOT,
                "BUDGET: %.1f s of %.1f s of generation are spent, %.1f s are left; %s. Resume it with a higher"
                        + " budget_seconds to go on.",
                spent,
                budget,
                Math.max(0, budget - spent),
                wanted);
    }
}
