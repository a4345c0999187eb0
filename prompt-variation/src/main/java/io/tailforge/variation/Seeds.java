package io.tailforge.variation;

import java.util.List;

/** The seeds of a request. */
public sealed interface Seeds {
    long count();

    long seed(long index);

    /** {@code count} seeds from {@code first} on. */
    record Range(long first, long count) implements Seeds {
        public Range {
            if (count < 1 || count > 10_000_000) {
                throw new IllegalArgumentException("a request has 1 to 10000000 seeds, not " + count);
            }
        }

        @Override
        public long seed(long index) {
            return first + index;
        }
    }

    /** These seeds, each once. */
    record Chosen(List<Long> values) implements Seeds {
        public Chosen {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException("needs at least one seed, each once");
            }
        }

        @Override
        public long count() {
            return values.size();
        }

        @Override
        public long seed(long index) {
            return values.get(Math.toIntExact(index));
        }
    }
}
