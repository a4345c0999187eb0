package io.tailforge.generation.matching;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Why a model cannot make what is asked.
 *
 * @param asked the value that does not fit
 * @param nearest values that would, nearest first; empty where nothing near would
 * @param detail a sentence that says what to do
 */
public record Misfit(Field field, String asked, List<String> nearest, String detail) {
    public Misfit {
        Objects.requireNonNull(field);
        Objects.requireNonNull(asked);
        nearest = List.copyOf(nearest);
        Objects.requireNonNull(detail);
    }

    /** What does not fit; the constant's name is the code of its error token. */
    public enum Field {
        KIND("want"),
        VIEWS("views"),
        SIZE("width"),
        FPS("fps"),
        FRAMES("num_frames"),
        CONTROL("views");

        private final String key;

        Field(String key) {
            this.key = key;
        }

        /** Its key in REQUEST_JSON. */
        public String key() {
            return key;
        }
    }

    /** For example {@code TF-CAP-SIZE}. */
    public String token() {
        return "TF-CAP-" + field;
    }

    /** With the detail as its message. */
    public GenerationException toException() {
        return toException(List.of());
    }

    /** @param further reasons */
    GenerationException toException(List<String> further) {
        List<String> sentences = new ArrayList<>(List.of(detail));
        sentences.addAll(further);
        return ErrorFamily.CAP.error(field.name(), String.join("; also: ", sentences));
    }

    /** With where to go, for example {@code asked 121; 93 or 186 would do}. */
    static Misfit of(Field field, Object asked, List<?> nearest, String statement) {
        List<String> words = nearest.stream().map(String::valueOf).toList();
        String advice = words.isEmpty() ? "" : "; " + String.join(" or ", words) + " would do";
        return new Misfit(field, String.valueOf(asked), words, statement + ", asked was " + asked + advice);
    }
}
