package io.tailforge.quality.fault;

import java.util.Map;

/** What an edit is given at one severity: a value for each of its parameters. */
public record Settings(Map<String, Double> figures, Map<String, String> words) {
    public Settings {
        figures = Map.copyOf(figures);
        words = Map.copyOf(words);
    }

    public double figure(String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the edit does not declare the figure " + name);
        }
        return value;
    }

    public int count(String name) {
        return (int) Math.round(figure(name));
    }

    public String word(String name) {
        String value = words.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the edit does not declare the word " + name);
        }
        return value;
    }
}
