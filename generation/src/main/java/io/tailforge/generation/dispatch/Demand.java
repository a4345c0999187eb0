package io.tailforge.generation.dispatch;

import java.util.Optional;

/** What an order demands of an endpoint. @param engine by name; the pool's first where empty */
record Demand(Optional<String> engine, ClipShape shape) {}
