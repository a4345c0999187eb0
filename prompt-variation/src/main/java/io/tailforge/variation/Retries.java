package io.tailforge.variation;

import java.util.List;

/**
 * What is tried when the filter asks for a clip again: first other seeds with the settings that were asked for, then as many
 * with each alternative in turn.
 *
 * @param attemptsEach how often a clip is tried with one setting, the first included; 1..100
 * @param alternatives at most {@value #MOST_ALTERNATIVES}
 */
public record Retries(int attemptsEach, List<Alternative> alternatives) {
    public static final Retries DEFAULT = new Retries(3, List.of());
    public static final int MOST_ALTERNATIVES = 10;

    /** Other settings for an engine that has them; see {@link GenerationSettings}. */
    public record Alternative(double guidance, int steps) {}

    public Retries {
        alternatives = List.copyOf(alternatives);
        if (attemptsEach < 1 || attemptsEach > 100) {
            throw new IllegalArgumentException("attempts lie between 1 and 100, not " + attemptsEach);
        }
        if (alternatives.size() > MOST_ALTERNATIVES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_ALTERNATIVES + " alternatives, not " + alternatives.size());
        }
    }

    /** Attempts in all, after which a refused clip is rejected. */
    public int most() {
        return attemptsEach * (1 + alternatives.size());
    }

    /** What an attempt is made with. @param attempt from 1 to {@link #most} */
    public GenerationSettings settings(int attempt, GenerationSettings asked) {
        int changes = (attempt - 1) / attemptsEach;
        if (changes == 0) {
            return asked;
        }
        Alternative alternative = alternatives.get(changes - 1);
        return new GenerationSettings(alternative.guidance(), alternative.steps(), asked.want());
    }
}
