package io.tailforge.generation.dispatch;

import java.util.Map;

/** The waiting line. @param byRequester orders that wait, zeros left out; {@code byPriority} likewise */
public record PoolStatus(int waiting, Map<String, Integer> byRequester, Map<Priority, Integer> byPriority) {
    public PoolStatus {
        byRequester = Map.copyOf(byRequester);
        byPriority = Map.copyOf(byPriority);
    }
}
