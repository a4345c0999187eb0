package io.tailforge.service.cost;

/** What a clip's time goes into, in order. */
public enum Phase {
    ASSEMBLE,
    CONDITION,
    PROMPT,
    /** In line for a processor here or for an endpoint, or in a pause before the next try. */
    WAIT,
    GENERATE,
    FILTER,
    ANNOTATE,
    KEEP;

    /** Whether it is work of this process, wherever clips are generated. */
    boolean isOurs() {
        return this != WAIT && this != GENERATE;
    }
}
