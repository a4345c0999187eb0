package io.tailforge.service.catalog;

/** What is being done to a clip, in order. */
public enum ClipStage {
    ASSEMBLE,
    CONDITION,
    PROMPT,
    GENERATE,
    FILTER,
    ANNOTATE,
    KEEP,
    DONE
}
