package io.tailforge.service.request;

import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.catalog.RequestTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/** The terms of a request as its body has them; every field may be left out. */
public final class TermsReader {
    static final String[] KEYS = {"requester", "priority", "deadline", "budget_seconds", "fresh", "engine"};

    private TermsReader() {}

    static RequestTerms read(JsonView body) {
        return new RequestTerms(
                body.find("requester").map(JsonView::asString).orElse(RequestTerms.DEFAULT.requester()),
                body.find("priority").map(view -> view.asEnum(Priority.class)).orElse(Priority.NORMAL),
                body.find("deadline").map(TermsReader::instant),
                body.find("budget_seconds")
                        .map(view -> OptionalDouble.of(view.asDouble()))
                        .orElse(OptionalDouble.empty()),
                body.find("fresh").map(JsonView::asBoolean).orElse(false),
                body.find("engine").map(JsonView::asString));
    }

    private static Instant instant(JsonView view) {
        return parse(view.asString())
                .orElseThrow(() ->
                        view.bad("BAD-TERMS", "must be a time with its offset, as in 2026-12-01T08:00:00Z (RFC 3339)"));
    }

    /** A time as RFC 3339 writes it. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Canonical text of terms, empty for the default ones: what tells a repeat of a request from another one. */
    static String canonical(RequestTerms terms) {
        if (terms.equals(RequestTerms.DEFAULT)) {
            return "";
        }
        Json.ObjectBuilder json = Json.object()
                .put("requester", terms.requester())
                .put("priority", JsonView.enumText(terms.priority()))
                .put("fresh", terms.fresh());
        terms.deadline().ifPresent(at -> json.put("deadline", at.toString()));
        terms.budgetSeconds().ifPresent(seconds -> json.put("budget_seconds", seconds));
        terms.engine().ifPresent(engine -> json.put("engine", engine));
        return JsonWriter.compact(json.build());
    }
}
