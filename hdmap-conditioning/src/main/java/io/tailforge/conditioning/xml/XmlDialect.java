package io.tailforge.conditioning.xml;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a format keeps of its XML.
 *
 * @param code prefix of its problem codes, for example {@code XODR}
 * @param skipped names of elements that are passed over with all they hold
 * @param hasText whether the text of an element of this name is kept; other text is white space and descriptions
 */
public record XmlDialect(String code, Set<String> skipped, Predicate<String> hasText) {
    public XmlDialect {
        skipped = Set.copyOf(skipped);
    }
}
