package io.tailforge.service.quality;

import io.tailforge.quality.dataset.Drift;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of a request's clips as a whole.
 *
 * @param looked clips that ended, of which at most {@link RequestClips#MOST} are looked at
 * @param judged clips with a verdict
 * @param accepted by the filter, corrected by what people decided
 * @param causes why clips are not there or failed, most frequent first; a clip may have several
 * @param weathers in words, by name
 * @param cameras a clip counts as accepted for a camera where nothing failed in it
 */
record QualityReport(
        long looked,
        long judged,
        long accepted,
        List<Cause> causes,
        List<Share> weathers,
        List<Share> cameras,
        List<Figure> figures,
        Duplicates duplicates,
        List<Gate> gates) {
    QualityReport {
        causes = List.copyOf(causes);
        weathers = List.copyOf(weathers);
        cameras = List.copyOf(cameras);
        figures = List.copyOf(figures);
        gates = List.copyOf(gates);
    }

    /** Clips under a code: of a check that failed, {@code generation} where none was made, {@code curation} where it was decided so. */
    record Cause(String check, String code, long clips) {}

    /** How many of some clips were accepted. */
    record Share(String name, long clips, long accepted) {}

    /**
     * A figure over all findings that hold it: the worst of each clip.
     *
     * @param low 5th percentile, {@code high} the 95th
     * @param before how many values of earlier requests it is compared with
     */
    record Figure(
            String check,
            String code,
            String unit,
            int values,
            double low,
            double median,
            double high,
            int before,
            Optional<Drift> drift) {}

    /**
     * Accepted clips that look the same.
     *
     * @param compared clips with a print
     * @param published clips of other requests' datasets that they were held against
     * @param alike clips that look like another one for which nobody asked
     * @param pairs the closest, at most {@link QualityReports#MOST_PAIRS}
     */
    record Duplicates(long compared, long published, long alike, List<Pair> pairs) {
        Duplicates {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Two clips that look the same.
     *
     * @param otherRequest empty for the same request
     * @param bits of 63 by which their pictures differ
     * @param meant one scene in two variations, which may look the same from afar
     */
    record Pair(long ordinal, String otherRequest, long otherOrdinal, double bits, boolean meant) {}

    /** A bound on a figure of the whole. */
    record Gate(String name, double value, double limit, boolean violated, String detail) {}
}
