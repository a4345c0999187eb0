package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import java.util.Comparator;
import java.util.List;

/** Polynomials of degree 3, each from its start on; zero where there is none. */
record PiecewiseCubic(List<Piece> pieces) {
    PiecewiseCubic {
        pieces =
                pieces.stream().sorted(Comparator.comparingDouble(Piece::start)).toList();
    }

    /** a + b d + c d^2 + e d^3 with d = s - start. */
    record Piece(double start, double a, double b, double c, double e) {
        double at(double s) {
            double d = s - start;
            return a + d * (b + d * (c + d * e));
        }
    }

    /** @param startKey the attribute that holds where a piece starts; {@code from} is added to it */
    static PiecewiseCubic of(List<XmlElement> elements, String startKey, double from) {
        return new PiecewiseCubic(Findings.readAll(elements, element -> piece(element, startKey, from)));
    }

    private static Piece piece(XmlElement element, String startKey, double from) {
        return new Piece(
                from + element.number(startKey),
                element.number("a"),
                element.number("b"),
                element.number("c"),
                element.number("d"));
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Before the first piece the value it starts with. */
    double at(double s) {
        if (pieces.isEmpty()) {
            return 0;
        }
        int low = 0;
        int high = pieces.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).start() <= s) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return pieces.get(low).at(Math.max(s, pieces.get(low).start()));
    }
}
