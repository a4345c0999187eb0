package io.tailforge.service.config;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Clips of others that are judged by REST: {@code tailforge.evaluation.*}.
 *
 * @param roots folders, {@code s3://bucket} or {@code s3://bucket/prefix}, below which clips may be named; empty: no clip
 * @param queue evaluations that wait at most; further ones are refused
 * @param keep finished evaluations that can be asked for; the oldest are forgotten
 * @param mostMegabytes of one clip that is fetched from object storage
 */
public record EvaluationProperties(
        @DefaultValue List<String> roots,
        @DefaultValue("64") int queue,
        @DefaultValue("1000") int keep,
        @DefaultValue("4096") long mostMegabytes) {
    public EvaluationProperties {
        roots = List.copyOf(roots);
        require(queue >= 1 && queue <= 10_000, "tailforge.evaluation.queue must be 1..10000");
        require(keep >= 1 && keep <= 100_000, "tailforge.evaluation.keep must be 1..100000");
        require(mostMegabytes >= 1, "tailforge.evaluation.most-megabytes must be 1 or more");
        require(roots.stream().noneMatch(String::isBlank), "tailforge.evaluation.roots holds an empty one");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
