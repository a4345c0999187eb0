package io.tailforge.service.pipeline;

import io.tailforge.scene.problem.Problem;
import java.util.List;

/** A look at a request's clips as a whole before they are published. */
public interface DatasetReview {
    /** Why they should not be published; empty where nothing is in the way. */
    List<Problem> objections(String requestId);

    /** What is said of them in the dataset, JSON; the same for the same clips and decisions. */
    byte[] document(String requestId);
}
