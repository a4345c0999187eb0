package io.tailforge.service.pipeline;

import java.nio.file.Path;

/** Too little disk is left to make another clip; the request pauses and nothing is lost. */
public final class DiskFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiskFullException(Path path, long freeMegabytes, long neededMegabytes) {
        super("only " + freeMegabytes + " MB are free under " + path + ", " + neededMegabytes
                + " are needed (tailforge.pipeline.min-free-megabytes); free some space and resume the request");
    }
}
