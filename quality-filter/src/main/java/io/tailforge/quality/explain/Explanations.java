package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The strips of a verdict as a folder: one PNG a finding, and {@code explanations.json} that says which is which. */
public final class Explanations {
    /** The worst come first; a clip in which everything is wrong need not fill a disk. */
    private static final int MOST = 64;

    private Explanations() {}

    /**
     * Which findings are worth a picture: those that failed or warned, worst first.
     *
     * @param passing also the narrowest pass of each check that found nothing
     * @return indices into {@code findings}
     */
    public static List<Integer> choose(List<Finding> findings, boolean passing) {
        List<Integer> chosen = new ArrayList<>();
        Map<String, Integer> narrowest = new LinkedHashMap<>();
        TreeSet<String> complained = new TreeSet<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (finding.severity() == Severity.FAIL || finding.severity() == Severity.WARN) {
                chosen.add(i);
                complained.add(finding.check());
            } else if (finding.severity() == Severity.PASS) {
                narrowest.merge(finding.check(), i, (a, b) -> room(findings.get(b)) < room(findings.get(a)) ? b : a);
            }
        }
        chosen.sort(Comparator.comparing(i -> findings.get(i).severity() == Severity.FAIL ? 0 : 1));
        if (passing) {
            narrowest.forEach((check, i) -> {
                if (!complained.contains(check)) {
                    chosen.add(i);
                }
            });
        }
        return chosen.stream().limit(MOST).toList();
    }

    /** How far a value is from its threshold, in shares of the larger of both. */
    private static double room(Finding finding) {
        double scale = Math.max(Math.abs(finding.value()), Math.abs(finding.threshold()));
        double room = Math.abs(finding.value() - finding.threshold()) / scale;
        return Double.isFinite(room) ? room : Double.MAX_VALUE;
    }

    /** Writes the chosen ones into a folder, made where it is missing. @return the pictures */
    public static List<Path> write(ClipEvidence clip, List<Finding> findings, List<Integer> chosen, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        List<Path> pictures = new ArrayList<>();
        List<Json> entries = new ArrayList<>();
        for (int index : chosen) {
            Finding finding = findings.get(index);
            Path picture = folder.resolve(fileName(index, finding));
            Files.write(picture, ExplanationStrip.png(clip, finding));
            pictures.add(picture);
            entries.add(Json.object()
                    .put("finding", index)
                    .put("check", finding.check())
                    .put("code", finding.code())
                    .put("file", picture.getFileName().toString())
                    .build());
        }
        Json document = Json.object()
                .put("schema", "tailforge.explanations/1")
                .put("strips", Json.array(entries))
                .build();
        Files.writeString(folder.resolve("explanations.json"), JsonWriter.pretty(document));
        return pictures;
    }

    /** For example {@code 003-fail-freeze-camera_front.png}: place among the findings, severity, code, sensor. */
    static String fileName(int index, Finding finding) {
        String words = "%s-%s-%s"
                .formatted(finding.severity(), finding.code(), finding.camera().orElse("clip"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_.-]", "_");
        return "%03d-%s.png".formatted(index, words.substring(0, Math.min(120, words.length())));
    }
}
