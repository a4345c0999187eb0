package io.tailforge.service.web;

import io.tailforge.generation.GenerationException;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.IdempotencyConflictException;
import io.tailforge.service.catalog.NoSuchThingException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Every error of the API as an RFC 9457 problem with a stable code, and where input is wrong the pointer and line of each fault. */
@RestControllerAdvice
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPES = "urn:tailforge:problem:";

    @ExceptionHandler
    ProblemDetail badInput(BadInputException e) {
        Problem first = e.problems().getFirst();
        ProblemDetail problem = problem(status(first.code()), first.code(), first.toString());
        problem.setProperty(
                "errors", e.problems().stream().map(Problems::describe).toList());
        return problem;
    }

    /** Of a problem with this code. */
    public static HttpStatus status(String code) {
        return switch (code) {
            case "REQUEST-STATE", "BACKEND-THERE", "GATE-ACCEPTANCE", "GATE-DUPLICATES", "GATE-DRIFT" ->
                HttpStatus.CONFLICT;
            case "BACKEND-CHANGES-OFF", "EVALUATION-FORBIDDEN" -> HttpStatus.FORBIDDEN;
            case "EVALUATIONS-BUSY" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    @ExceptionHandler
    ProblemDetail notFound(NoSuchThingException e) {
        return problem(HttpStatus.NOT_FOUND, "NOT-FOUND", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail conflict(IdempotencyConflictException e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "IDEMPOTENCY-KEY-REUSED", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, "TOO-LARGE", "an upload may have 64 MB at most");
    }

    @ExceptionHandler
    ProblemDetail backend(GenerationException e) {
        return problem(HttpStatus.BAD_GATEWAY, e.token(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail other(Exception e) {
        if (e instanceof ErrorResponse response) {
            ProblemDetail problem = response.getBody();
            problem.setProperty("code", "HTTP-" + problem.getStatus());
            return problem;
        }
        String trace = UUID.randomUUID().toString();
        LOG.error("request failed, trace {}", trace, e);
        ProblemDetail problem =
                problem(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "a bug; the log has it under the trace id");
        problem.setProperty("trace_id", trace);
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + code.toLowerCase(java.util.Locale.ROOT)));
        problem.setProperty("code", code);
        return problem;
    }

    private static Map<String, Object> describe(Problem problem) {
        Map<String, Object> error = new TreeMap<>();
        error.put("code", problem.code());
        error.put("source", problem.source());
        error.put("pointer", problem.pointer());
        if (problem.line() > 0) {
            error.put("line", problem.line());
        }
        error.put("detail", problem.detail());
        return error;
    }

    /** What a wrong page token or parameter is answered with. */
    public static BadInputException parameter(String name, String detail) {
        return new BadInputException(List.of(new Problem("BAD-PARAMETER", "query", name, 0, detail)));
    }
}
