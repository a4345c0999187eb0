package io.tailforge.service.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A request in the catalogue.
 *
 * @param spec the variation spec as it was sent
 * @param total clips planned
 * @param outLocation where its datasets go
 * @param bodySha256 hash of what was sent, to tell a replay from a misuse of an idempotency key
 * @param round 0 at first; one more each time failed clips are opened again: a batch job of its own
 * @param terms how it is to be served
 * @param message why it is where it is, for people; empty where nothing needs saying
 */
public record RequestRow(
        String id,
        String name,
        String layoutId,
        String spec,
        RequestState state,
        long total,
        String outLocation,
        Optional<String> idempotencyKey,
        String bodySha256,
        String message,
        long round,
        RequestTerms terms,
        Instant createdAt,
        Instant updatedAt) {}
