package io.tailforge.service.cost;

/** What a forecast rests on, best first. */
public enum Basis {
    /** Clips of this shape by this engine. */
    MEASURED,
    /** Clips of other shapes by this engine. */
    SCALED,
    /** Our own bench of the embedded engine. */
    BENCH,
    /** What the engine's makers or users published. */
    PRIOR,
    /** Nothing: this engine has made no clip here and nobody said what it costs. */
    UNKNOWN
}
