package io.tailforge.service.cost;

/** The next clip would cost more than is left of its request's budget. The clip stays unfinished. */
public final class OverBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverBudgetException(String message) {
        super(message);
    }
}
