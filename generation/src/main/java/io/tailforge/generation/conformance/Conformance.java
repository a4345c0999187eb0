package io.tailforge.generation.conformance;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.triton.TritonSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Examines a server of contract v1, rule by rule. */
public final class Conformance {
    private static final List<Rule> RULES = Stream.of(
                    ServerRules.LIST, AnswerRules.LIST, PartRules.LIST, LimitRules.LIST, RefusalRules.LIST)
            .flatMap(List::stream)
            .toList();

    private Conformance() {}

    /**
     * Asks everything there is to ask.
     *
     * @param endpoint {@code grpc://HOST:PORT} or {@code grpcs://HOST:PORT}
     * @param clip of which each of the server's models makes at least a part
     * @param heard told of each outcome at once
     * @throws GenerationException where the server cannot be reached, serves no model of the contract, or makes nothing of
     *     the clip
     */
    public static List<Outcome> examine(
            String endpoint, TritonSettings settings, ConformanceClip clip, Consumer<Outcome> heard)
            throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (Subject server = Subject.open(endpoint, settings, clip)) {
            for (Rule rule : RULES) {
                Outcome outcome = examine(rule, server);
                heard.accept(outcome);
                outcomes.add(outcome);
            }
        }
        return List.copyOf(outcomes);
    }

    private static Outcome examine(Rule rule, Subject server) {
        try {
            rule.examination().examine(server);
            return new Outcome(rule.id(), rule.statement(), Result.KEPT, "");
        } catch (Rule.NotAsked e) {
            return new Outcome(rule.id(), rule.statement(), Result.NOT_ASKED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(rule.id(), rule.statement(), Result.BROKEN, "interrupted");
        } catch (Exception e) {
            String detail = e instanceof Rule.Broken ? String.valueOf(e.getMessage()) : e.toString();
            return new Outcome(rule.id(), rule.statement(), Result.BROKEN, detail);
        }
    }

    /** How it stands with a rule. */
    public enum Result {
        KEPT,
        BROKEN,
        /** The server offers nothing that the rule speaks of. */
        NOT_ASKED
    }

    /**
     * What came of one rule.
     *
     * @param rule its stable id
     * @param detail what was wrong, or why nothing was asked; empty where it is kept
     */
    public record Outcome(String rule, String statement, Result result, String detail) {
        public Outcome {
            Objects.requireNonNull(rule);
            Objects.requireNonNull(statement);
            Objects.requireNonNull(result);
            Objects.requireNonNull(detail);
        }
    }
}
