package io.tailforge.service.cli;

import io.tailforge.lidargen.SweepStatistics;
import io.tailforge.scene.json.Json;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sweep's statistics, beside those of a real one: a keyframe of an HDL-32E in a city (docs/lidars.md). */
record SweepTable(SweepStatistics sweep) {
    void print(PrintStream out) {
        row(out, "", "this sweep", "real HDL-32E");
        row(out, "no return, or nearer than 2.5 m", percent(sweep.missing()), "24.6 %");
        row(out, "median |dr| of neighbours", centimetres(sweep.neighbourMetres()), "1.1 cm");
        row(out, "intensity, 10/50/90/99 %", whole(sweep.intensity()), "0 (3)/12/48/100");
        row(out, "road about its plane, sigma", centimetres(sweep.groundSigma()), "4.0 cm");
        row(out, "returns by ring, lowest", "", ".18, .99 at -16..-10 deg, .58-.75 above 0");
        out.println("  "
                + Arrays.stream(sweep.validByRing())
                        .mapToObj(share -> String.format(Locale.ROOT, "%.2f", share))
                        .collect(Collectors.joining(" ")));
    }

    private static void row(PrintStream out, String what, String here, String real) {
        out.println(
                String.format(Locale.ROOT, "  %-34s %-18s %s", what, here, real).stripTrailing());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String centimetres(double metres) {
        return String.format(Locale.ROOT, "%.1f cm", 100 * metres);
    }

    private static String whole(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.valueOf((int) value))
                .collect(Collectors.joining("/"));
    }

    Json json() {
        return Json.object()
                .put("missing", sweep.missing())
                .put("valid_by_ring", Json.ofNumbers(sweep.validByRing()))
                .put("neighbour_m", sweep.neighbourMetres())
                .put("intensity", Json.ofNumbers(sweep.intensity()))
                .put("ground_sigma_m", Double.isFinite(sweep.groundSigma()) ? sweep.groundSigma() : -1)
                .build();
    }
}
