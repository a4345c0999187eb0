package io.tailforge.conditioning.crs;

import java.util.LinkedHashMap;
import java.util.Map;

/** The terms of a PROJ string. */
final class ProjTerms {
    private static final int MAX_LENGTH = 4096;

    private ProjTerms() {}

    /** By name, the first of each; a term without a value has the value "". Empty for anything that is no PROJ string. */
    static Map<String, String> parse(String projString) {
        Map<String, String> terms = new LinkedHashMap<>();
        if (projString.length() <= MAX_LENGTH) {
            for (String term : projString.strip().split("\\s+")) {
                add(terms, term);
            }
        }
        return terms;
    }

    private static void add(Map<String, String> terms, String term) {
        int equals = term.indexOf('=');
        if (term.startsWith("+") && term.length() > 1) {
            String name = equals < 0 ? term.substring(1) : term.substring(1, equals);
            terms.putIfAbsent(name, equals < 0 ? "" : term.substring(equals + 1));
        }
    }

    /** NaN for what is no number. */
    static double number(Map<String, String> terms, String name, double absent) {
        String value = terms.get(name);
        try {
            return value == null ? absent : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
