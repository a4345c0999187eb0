package io.tailforge.quality.fault;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A figure or a word that an edit takes. */
public sealed interface Parameter {
    String name();

    /** @param otherwise where a fault file does not say; empty: it has to */
    record Figure(String name, double min, double max, OptionalDouble otherwise) implements Parameter {}

    /** One of some words. */
    record Word(String name, List<String> words, Optional<String> otherwise) implements Parameter {
        public Word {
            words = List.copyOf(words);
        }
    }

    static Parameter figure(String name, double min, double max) {
        return new Figure(name, min, max, OptionalDouble.empty());
    }

    static Parameter figure(String name, double min, double max, double otherwise) {
        return new Figure(name, min, max, OptionalDouble.of(otherwise));
    }

    static Parameter word(String name, String... words) {
        return new Word(name, List.of(words), Optional.of(words[0]));
    }
}
