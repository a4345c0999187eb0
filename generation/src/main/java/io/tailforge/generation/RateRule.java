package io.tailforge.generation;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How many frames a second a model makes. */
public sealed interface RateRule {
    int FASTEST = 60;

    RateRule ANY = new Range(1, FASTEST);

    boolean allows(int fps);

    /** The rates below and above, nearest first. */
    List<Integer> nearest(int fps);

    String describe();

    /** All from one to another. */
    record Range(int least, int most) implements RateRule {
        public Range {
            if (least < 1 || most > FASTEST || least > most) {
                throw new IllegalArgumentException("no rate is from " + least + " to " + most + " fps");
            }
        }

        @Override
        public boolean allows(int fps) {
            return fps >= least && fps <= most;
        }

        @Override
        public List<Integer> nearest(int fps) {
            return List.of(Math.clamp(fps, least, most));
        }

        @Override
        public String describe() {
            return least + " to " + most + " fps";
        }
    }

    /** These only. @param rates ascending */
    record Listed(List<Integer> rates) implements RateRule {
        public Listed {
            rates = List.copyOf(new TreeSet<>(rates));
            if (rates.isEmpty() || rates.getFirst() < 1 || rates.getLast() > FASTEST) {
                throw new IllegalArgumentException("not a list of rates: " + rates);
            }
        }

        @Override
        public boolean allows(int fps) {
            return rates.contains(fps);
        }

        @Override
        public List<Integer> nearest(int fps) {
            Stream<Integer> below =
                    rates.reversed().stream().filter(rate -> rate <= fps).limit(1);
            Stream<Integer> above = rates.stream().filter(rate -> rate > fps).limit(1);
            return Stream.concat(below, above)
                    .sorted((a, b) -> Integer.compare(Math.abs(a - fps), Math.abs(b - fps)))
                    .toList();
        }

        @Override
        public String describe() {
            return "one of " + rates + " fps";
        }
    }
}
