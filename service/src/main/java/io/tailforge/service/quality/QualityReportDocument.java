package io.tailforge.service.quality;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.quality.QualityReport.Cause;
import io.tailforge.service.quality.QualityReport.Duplicates;
import io.tailforge.service.quality.QualityReport.Figure;
import io.tailforge.service.quality.QualityReport.Gate;
import io.tailforge.service.quality.QualityReport.Pair;
import io.tailforge.service.quality.QualityReport.Share;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A {@link QualityReport} as JSON, by REST and in the dataset ({@code docs/filter-explanations.md}). */
final class QualityReportDocument {
    private QualityReportDocument() {}

    static byte[] write(QualityReport report) {
        return JsonWriter.pretty(Json.object()
                        .put("schema", "tailforge.quality/1")
                        .put("clips", report.looked())
                        .put("judged", report.judged())
                        .put("accepted", report.accepted())
                        .put("causes", list(report.causes(), QualityReportDocument::cause))
                        .put("weathers", list(report.weathers(), QualityReportDocument::share))
                        .put("cameras", list(report.cameras(), QualityReportDocument::share))
                        .put("figures", list(report.figures(), QualityReportDocument::figure))
                        .put("duplicates", duplicates(report.duplicates()))
                        .put("gates", list(report.gates(), QualityReportDocument::gate))
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static <T> Json list(List<T> items, Function<T, Json> write) {
        return Json.array(items.stream().map(write).toList());
    }

    private static Json cause(Cause cause) {
        return Json.object()
                .put("check", cause.check())
                .put("code", cause.code())
                .put("clips", cause.clips())
                .build();
    }

    private static Json share(Share share) {
        return Json.object()
                .put("name", share.name())
                .put("clips", share.clips())
                .put("accepted", share.accepted())
                .build();
    }

    private static Json figure(Figure figure) {
        Json.ObjectBuilder out = Json.object()
                .put("check", figure.check())
                .put("code", figure.code())
                .put("unit", figure.unit())
                .put("values", figure.values())
                .put("p05", figure.low())
                .put("median", figure.median())
                .put("p95", figure.high());
        figure.drift()
                .ifPresent(drift -> out.put(
                        "drift",
                        Json.object()
                                .put("statistic", drift.statistic())
                                .put("chance", drift.chance())
                                .put("before", figure.before())
                                .build()));
        return out.build();
    }

    private static Json duplicates(Duplicates duplicates) {
        return Json.object()
                .put("compared", duplicates.compared())
                .put("published", duplicates.published())
                .put("alike", duplicates.alike())
                .put("pairs", list(duplicates.pairs(), QualityReportDocument::pair))
                .build();
    }

    private static Json pair(Pair pair) {
        Json.ObjectBuilder out = Json.object().put("ordinal", pair.ordinal());
        if (!pair.otherRequest().isEmpty()) {
            out.put("other_request", pair.otherRequest());
        }
        return out.put("other_ordinal", pair.otherOrdinal())
                .put("bits", pair.bits())
                .put("meant", pair.meant())
                .build();
    }

    private static Json gate(Gate gate) {
        return Json.object()
                .put("name", gate.name())
                .put("value", gate.value())
                .put("limit", gate.limit())
                .put("violated", gate.violated())
                .put("detail", gate.detail())
                .build();
    }
}
