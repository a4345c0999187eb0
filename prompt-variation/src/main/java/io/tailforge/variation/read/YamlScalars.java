package io.tailforge.variation.read;

import io.tailforge.scene.json.Json;
import java.math.BigDecimal;

/** Plain scalars by YAML 1.2's core schema, without octal and hexadecimal; infinities and NaN stay text and are refused as numbers. */
final class YamlScalars {
    private static final int MAX_NUMBER_LENGTH = 64;

    private YamlScalars() {}

    static Json resolve(String text, int line) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new Json.Null(line);
            case "true", "True", "TRUE" -> new Json.Bool(true, line);
            case "false", "False", "FALSE" -> new Json.Bool(false, line);
            default -> isNumber(text) ? number(text, line) : new Json.Str(text, line);
        };
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_NUMBER_LENGTH
                && text.matches("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    }

    private static Json number(String text, int line) {
        String written = text.matches("-?(0|[1-9][0-9]*)") ? text : new BigDecimal(text).toString();
        return new Json.Num(written, line);
    }
}
