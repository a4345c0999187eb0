package io.tailforge.service.quality;

import io.tailforge.quality.dataset.ClipPrint;
import io.tailforge.quality.dataset.NearDuplicates;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.DatasetVersion;
import io.tailforge.service.quality.QualityReport.Duplicates;
import io.tailforge.service.quality.QualityReport.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Accepted clips that look like one another, or like clips of other requests' datasets. */
@Component
class LookAlikes {
    /** Bits of 63 by which two clips' pictures may differ, in the mean, and still look the same. */
    static final double MOST_BITS = 6;

    /** Clips of other datasets that are compared, the newest. */
    private static final int MOST_PUBLISHED = 20_000;

    private final RequestClips clips;
    private final CurationCatalog curation;

    LookAlikes(RequestClips clips, CurationCatalog curation) {
        this.clips = clips;
        this.curation = curation;
    }

    private record Printed(ClipRow row, ClipPrint print) {}

    /** @param beyond also in the datasets of other requests */
    Duplicates find(String requestId, boolean beyond) {
        List<Printed> own = printed(requestId, RequestClips.MOST);
        List<Printed> published = beyond ? published(requestId) : List.of();
        List<Pair> pairs = new ArrayList<>(within(own));
        pairs.addAll(across(own, published));
        Set<Long> alike = new TreeSet<>();
        pairs.stream().filter(pair -> !pair.meant()).forEach(pair -> {
            alike.add(pair.ordinal());
            if (pair.otherRequest().isEmpty()) {
                alike.add(pair.otherOrdinal());
            }
        });
        List<Pair> closest = pairs.stream()
                .sorted(Comparator.comparing(Pair::meant)
                        .thenComparing(Pair::bits)
                        .thenComparing(Pair::ordinal)
                        .thenComparing(Pair::otherRequest)
                        .thenComparing(Pair::otherOrdinal))
                .limit(QualityReports.MOST_PAIRS)
                .toList();
        return new Duplicates(own.size(), published.size(), alike.size(), closest);
    }

    private List<Printed> printed(String requestId, int most) {
        List<Printed> printed = new ArrayList<>();
        clips.forEach(requestId, most, clip -> {
            if (clip.accepted()) {
                clips.findPrint(clip.row()).ifPresent(print -> printed.add(new Printed(clip.row(), print)));
            }
        });
        return printed;
    }

    private List<Printed> published(String requestId) {
        Set<String> others = new LinkedHashSet<>();
        for (DatasetVersion version : curation.listVersions().reversed()) {
            others.add(version.requestId());
        }
        others.remove(requestId);
        List<Printed> published = new ArrayList<>();
        for (String other : others) {
            if (published.size() < MOST_PUBLISHED) {
                published.addAll(printed(other, MOST_PUBLISHED - published.size()));
            }
        }
        return published;
    }

    private static List<Pair> within(List<Printed> own) {
        List<Pair> pairs = new ArrayList<>();
        NearDuplicates before = new NearDuplicates(MOST_BITS);
        for (Printed clip : own) {
            for (NearDuplicates.Match match : before.find(clip.print())) {
                ClipRow other = own.get(Integer.parseInt(match.id())).row();
                pairs.add(new Pair(other.ordinal(), "", clip.row().ordinal(), match.bits(), meant(other, clip.row())));
            }
            before.add(Integer.toString(before.size()), clip.print());
        }
        return pairs;
    }

    private static boolean meant(ClipRow a, ClipRow b) {
        return a.scene().equals(b.scene()) && !a.variation().equals(b.variation());
    }

    private static List<Pair> across(List<Printed> own, List<Printed> published) {
        NearDuplicates index = new NearDuplicates(MOST_BITS);
        published.forEach(clip -> index.add(Integer.toString(index.size()), clip.print()));
        List<Pair> pairs = new ArrayList<>();
        for (Printed clip : own) {
            for (NearDuplicates.Match match : index.find(clip.print())) {
                ClipRow other = published.get(Integer.parseInt(match.id())).row();
                pairs.add(new Pair(clip.row().ordinal(), other.requestId(), other.ordinal(), match.bits(), false));
            }
        }
        return pairs;
    }
}
