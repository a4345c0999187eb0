package io.tailforge.generation.conformance;

import java.util.Objects;

/**
 * Something that every server of the contract does.
 *
 * @param id stable, for example {@code answer.pieces}
 * @param statement what holds, as a sentence
 */
record Rule(String id, String statement, Examination examination) {
    Rule {
        Objects.requireNonNull(id);
        Objects.requireNonNull(statement);
        Objects.requireNonNull(examination);
    }

    /** Returns where the rule is kept. */
    @FunctionalInterface
    interface Examination {
        /**
         * @throws Broken where it is not
         * @throws NotAsked where the server offers nothing to ask
         */
        void examine(Subject server) throws Exception;
    }

    /** The rule is broken. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String detail) {
            super(detail);
        }
    }

    /** The rule says nothing about this server. */
    static final class NotAsked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAsked(String reason) {
            super(reason);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }
}
