package io.tailforge.conditioning.opendrive;

import java.util.HashSet;
import java.util.Set;

/** Ids within one map. Files repeat theirs; a repeated one gets a number. */
final class ElementIds {
    private final Set<String> taken = new HashSet<>();

    String unique(String wanted) {
        String id = wanted;
        for (int i = 1; !taken.add(id); i++) {
            id = wanted + "#" + i;
        }
        return id;
    }
}
