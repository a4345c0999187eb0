package io.tailforge.generation.contract;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.GenerationException;
import io.tailforge.scene.problem.BadInputException;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors across the wire: a text that holds a token or is one of Triton's own, and where a call ended with it, its status. */
public final class WireErrors {
    private static final Pattern TOKEN = Pattern.compile("(TF-[A-Z]+(?:-[A-Z0-9]+)*)(?::\\s*)?");

    private static final int LONGEST_TEXT = 2000;

    private WireErrors() {}

    /** The status a server answers with. */
    public static StatusRuntimeException toStatus(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case GenerationException e -> status(ErrorFamily.of(e.token()).status(), String.valueOf(e.getMessage()), e);
            case BadInputException e -> status(Status.Code.INVALID_ARGUMENT, "TF-INPUT-DOCUMENT: " + e.getMessage(), e);
            case CancellationException e -> status(Status.Code.CANCELLED, "TF-CANCELLED: the client gave up", e);
            default -> status(Status.Code.INTERNAL, "TF-ENGINE-FAILED: " + failure, failure);
        };
    }

    private static StatusRuntimeException status(Status.Code code, String text, Throwable cause) {
        return code.toStatus().withDescription(text).withCause(cause).asRuntimeException();
    }

    /** The exception a client throws for an error that came in a stream's message, without a status. */
    public static GenerationException fromText(String text) {
        return fromStatus(Status.UNKNOWN.withDescription(text));
    }

    /** The exception a client throws for a status. */
    public static GenerationException fromStatus(Status status) {
        return TlsFailures.find(status).orElseGet(() -> fromText(status));
    }

    private static GenerationException fromText(Status status) {
        String text = bounded(status.getDescription() == null ? "" : status.getDescription());
        Matcher matcher = TOKEN.matcher(text);
        if (matcher.find()) {
            String token = matcher.group(1);
            return new GenerationException(token, ErrorFamily.of(token).retry(), text.substring(matcher.end()));
        }
        String token = TritonTexts.findToken(text).orElseGet(() -> tokenOf(status));
        String message = text.isEmpty() ? status.getCode() + because(status) : text;
        return new GenerationException(token, ErrorFamily.of(token).retry(), message, status.asException());
    }

    /** A server may say anything, at any length. */
    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
    }

    /** Only what went wrong at our end of the connection has a cause. */
    private static String because(Status status) {
        return status.getCause() == null ? "" : " because of " + status.getCause();
    }

    private static String tokenOf(Status status) {
        return switch (status.getCode()) {
            case UNKNOWN -> status.getCause() == null ? "TF-ENGINE-FAILED" : "TF-NETWORK-BROKEN";
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> "TF-CONTRACT-REFUSED";
            case RESOURCE_EXHAUSTED -> "TF-CONTRACT-SIZE";
            case NOT_FOUND, UNIMPLEMENTED -> "TF-CAP-MODEL";
            case UNAUTHENTICATED, PERMISSION_DENIED -> "TF-AUTH-REFUSED";
            case UNAVAILABLE -> "TF-NETWORK-UNAVAILABLE";
            case DEADLINE_EXCEEDED -> "TF-DEADLINE";
            case CANCELLED -> "TF-CANCELLED";
            default -> "TF-ENGINE-FAILED";
        };
    }
}
