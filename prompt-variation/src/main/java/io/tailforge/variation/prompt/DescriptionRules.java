package io.tailforge.variation.prompt;

import io.tailforge.scene.variation.Region;
import io.tailforge.variation.prompt.Lexicon.Fact;
import io.tailforge.variation.prompt.Lexicon.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a rewritten description must keep of the template's and must not add: the same facts about place, time, weather and
 * road, the same numbers, nobody new, plain text of bounded length.
 */
final class DescriptionRules {
    static final int SHORTEST = 60;
    static final int LONGEST = 1200;

    private final Lexicon lexicon;
    private final Phrases template;
    private final String place;
    private final List<Fact> said;

    DescriptionRules(Lexicon lexicon, String template, Region region) {
        this.lexicon = lexicon;
        this.template = new Phrases(template);
        this.place = region.vocabulary();
        this.said = lexicon.saidBy(this.template);
    }

    /** What must be said again, one line a fact, for the model. */
    List<String> keep() {
        List<String> keep = new ArrayList<>();
        keep.add(place);
        said.forEach(fact -> keep.add(fact.id() + " (" + String.join(" / ", fact.says()) + ")"));
        keep.addAll(template.numbers());
        return keep;
    }

    /** The first rule that a text breaks; empty where it keeps all. */
    Optional<String> broken(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return Optional.of("it is " + text.length() + " characters long, not " + SHORTEST + " to " + LONGEST);
        }
        if (!text.matches("[\\p{L}\\p{M}\\p{N}\\p{Zs}.,;:!?'\"()%/&°–—’“”-]+")) {
            return Optional.of("it is not plain text");
        }
        Phrases words = new Phrases(text);
        return lost(words).or(() -> added(words)).or(() -> counted(words));
    }

    private Optional<String> lost(Phrases words) {
        if (!words.contain(place.toLowerCase(Locale.ROOT))) {
            return Optional.of("it does not say '" + place + "'");
        }
        return said.stream()
                .filter(fact -> !fact.isSaidBy(words))
                .findFirst()
                .map(fact -> "it does not say '" + fact.id() + "'");
    }

    private Optional<String> added(Phrases words) {
        Optional<String> foreign =
                lexicon.foreignTo(said).stream().filter(words::contain).findFirst();
        if (foreign.isPresent()) {
            return foreign.map(phrase -> "it says '" + phrase + "', which the scene does not");
        }
        return new TreeSet<>(words.numbers()).equals(new TreeSet<>(template.numbers()))
                ? Optional.empty()
                : Optional.of("its numbers are " + words.numbers() + ", not " + template.numbers());
    }

    private Optional<String> counted(Phrases words) {
        return lexicon.counted().stream()
                .filter(word -> words.count(word) > template.count(word))
                .findFirst()
                .map(word -> "it names '" + word + "' " + words.count(word) + " times, the scene "
                        + template.count(word) + " times");
    }
}
