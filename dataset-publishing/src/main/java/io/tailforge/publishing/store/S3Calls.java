package io.tailforge.publishing.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;

/** Calls of the S3 client, tried again where trying again can help, and its errors in the JDK's words. */
final class S3Calls {
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private S3Calls() {}

    /**
     * @throws NoSuchFileException where there is no such object
     * @throws IOException for everything else, after the last attempt
     */
    static <T> T retried(String what, Callable<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                if (!passes(e) || attempt == ATTEMPTS) {
                    throw translated(what, e);
                }
                pause(what, FIRST_PAUSE_MILLIS << attempt);
            }
        }
    }

    /** The condition "if there is none" did not hold. */
    static boolean isTaken(Exception e) {
        return find(e) instanceof ErrorResponseException response
                && response.response().code() == 412;
    }

    private static boolean passes(Exception e) {
        return switch (find(e)) {
            case ErrorResponseException response ->
                response.response().code() >= 500
                        || response.response().code() == 409
                        || response.response().code() == 429;
            case ServerException server -> server.statusCode() >= 500;
            case InsufficientDataException cut -> true;
            case InvalidResponseException notS3 -> true; // what proxies say while the server behind them is away
            case IOException io -> !(io instanceof NoSuchFileException);
            default -> false;
        };
    }

    private static IOException translated(String what, Exception e) {
        Throwable cause = find(e);
        if (cause instanceof ErrorResponseException response
                && response.response().code() == 404) {
            String code = response.errorResponse().code();
            if (!"NoSuchBucket".equals(code)) {
                return new NoSuchFileException(what.substring(what.indexOf(' ') + 1));
            }
        }
        return cause instanceof IOException io && cause == e
                ? io
                : new IOException("S3 could not " + what + ": " + cause.getMessage(), e);
    }

    /** The client wraps what happened, sometimes twice. */
    private static Throwable find(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null
                && !(at instanceof ErrorResponseException)
                && !(at instanceof ServerException)
                && !(at instanceof InvalidResponseException)
                && (at instanceof MinioException || at instanceof java.util.concurrent.ExecutionException)) {
            at = at.getCause();
        }
        return at;
    }

    private static void pause(String what, long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to " + what + " again", e);
        }
    }
}
