package io.tailforge.conditioning.parquet;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;

/** What one file may take: bytes once unpacked, and values. A page of a hundred bytes can claim billions. */
final class PageBudget {
    private static final long MAX_BYTES = 128L << 20;
    private static final int MAX_PAGE = 32 << 20;
    private static final long MAX_VALUES = 3_000_000;

    private final String source;
    private long bytes;
    private long values;

    PageBudget(String source) {
        this.source = source;
    }

    void takeBytes(int size) {
        bytes += size;
        if (size < 0 || size > MAX_PAGE || bytes > MAX_BYTES) {
            throw bad("unpacks to more than " + (MAX_BYTES >> 20) + " MiB, or a page of it to more than "
                    + (MAX_PAGE >> 20));
        }
    }

    void takeValues(int count) {
        values += count;
        if (count < 0 || values > MAX_VALUES) {
            throw bad("claims more than " + MAX_VALUES + " values");
        }
    }

    private BadInputException bad(String detail) {
        return new BadInputException(Problem.of("PARQUET-TOO-LARGE", source, detail));
    }
}
