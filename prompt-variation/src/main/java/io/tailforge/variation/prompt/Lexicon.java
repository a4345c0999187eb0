package io.tailforge.variation.prompt;

import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which words state which fact about a scene; the words are data ({@code lexicon.json}). */
record Lexicon(List<Fact> facts, List<String> counted) {
    Lexicon {
        facts = List.copyOf(facts);
        counted = List.copyOf(counted);
    }

    /**
     * A fact about time, weather or road.
     *
     * @param says each of these phrases states it
     * @param allows further words that fit where it holds
     */
    record Fact(String id, List<String> says, List<String> allows) {
        Fact {
            says = List.copyOf(says);
            allows = List.copyOf(allows);
        }

        boolean isSaidBy(Phrases text) {
            return says.stream().anyMatch(text::contain);
        }
    }

    static Lexicon shipped() {
        String name = "lexicon.json";
        try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(name), name)) {
            return read(JsonView.parse(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lexicon read(JsonView view) {
        view.onlyKeys("about", "facts", "counted");
        List<Fact> facts = view.field("facts").items().stream()
                .map(fact -> new Fact(
                        fact.field("id").asString(),
                        fact.field("says").asStrings(),
                        fact.find("allows").map(JsonView::asStrings).orElse(List.of())))
                .toList();
        return new Lexicon(facts, view.field("counted").asStrings());
    }

    List<Fact> saidBy(Phrases text) {
        return facts.stream().filter(fact -> fact.isSaidBy(text)).toList();
    }

    /** Phrases that state something which none of these facts covers. */
    Set<String> foreignTo(List<Fact> said) {
        Set<String> foreign = new TreeSet<>();
        facts.forEach(fact -> addWords(fact, foreign));
        Set<String> covered = new TreeSet<>();
        said.forEach(fact -> addWords(fact, covered));
        foreign.removeAll(covered);
        return foreign;
    }

    private static void addWords(Fact fact, Set<String> words) {
        words.addAll(fact.says());
        words.addAll(fact.allows());
    }

    /** A text as its words, for finding whole phrases: case, hyphens, punctuation and line breaks do not matter. */
    static final class Phrases {
        private final String words;

        Phrases(String text) {
            this.words = " "
                    + text.toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}]+", " ")
                            .strip() + " ";
        }

        boolean contain(String phrase) {
            return words.contains(" " + phrase + " ");
        }

        int count(String phrase) {
            int count = 0;
            for (int at = words.indexOf(" " + phrase + " "); at >= 0; at = words.indexOf(" " + phrase + " ", at + 1)) {
                count++;
            }
            return count;
        }

        /** Numbers in digits, in order. */
        List<String> numbers() {
            List<String> numbers = new ArrayList<>();
            for (String word : words.strip().split(" ")) {
                if (word.chars().anyMatch(Character::isDigit)) {
                    numbers.add(word);
                }
            }
            return numbers;
        }
    }
}
