package io.tailforge.generation.dispatch;

/** How urgent an order is: a class gets eight times the seconds of the next while both wait, so none starves. */
public enum Priority {
    HIGH(64),
    NORMAL(8),
    LOW(1);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    /** Its share of seconds beside the other classes. */
    public int weight() {
        return weight;
    }
}
