package io.tailforge.variation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The looks every scene gets, by index. Nothing is materialised: ten million are as cheap as three. */
public sealed interface VariationSet {
    long count();

    /** @param index 0 .. count - 1 */
    Look look(long index);

    /** Each look written out. */
    record Listed(List<Look> looks) implements VariationSet {
        public Listed {
            looks = List.copyOf(looks);
            if (looks.isEmpty()) {
                throw new IllegalArgumentException("needs at least one variation");
            }
            Set<String> names = new HashSet<>();
            for (Look look : looks) {
                if (!names.add(look.name())) {
                    throw new IllegalArgumentException("two variations are called '" + look.name() + "'");
                }
            }
        }

        @Override
        public long count() {
            return looks.size();
        }

        @Override
        public Look look(long index) {
            return looks.get(Math.toIntExact(index));
        }
    }

    /** Every combination of the axes, region fastest. */
    record Crossed(LookAxes axes) implements VariationSet {
        public Crossed {
            Objects.requireNonNull(axes);
        }

        @Override
        public long count() {
            int[] n = axes.lengths();
            return (long) n[0] * n[1] * n[2];
        }

        @Override
        public Look look(long index) {
            Objects.checkIndex(index, count());
            int[] n = axes.lengths();
            int region = (int) (index % n[2]);
            int time = (int) (index / n[2] % n[1]);
            return axes.at((int) (index / n[2] / n[1]), time, region, "");
        }
    }

    /**
     * {@code count} looks drawn from the axes so that rare cells are covered: see {@link CellOrder}.
     *
     * @param seed of the draw
     */
    record Sampled(LookAxes axes, long count, long seed) implements VariationSet {
        /** The most samples of one request. */
        public static final long MAX_COUNT = 99_999_999;

        public Sampled {
            Objects.requireNonNull(axes);
            if (count < 1 || count > MAX_COUNT) {
                throw new IllegalArgumentException("a sample has 1 to " + MAX_COUNT + " variations, not " + count);
            }
        }

        @Override
        public Look look(long index) {
            Objects.checkIndex(index, count);
            int[] cell = new CellOrder(axes.lengths(), seed).cell(index);
            return axes.at(cell[0], cell[1], cell[2], String.format(Locale.ROOT, "s%08d-", index));
        }
    }
}
