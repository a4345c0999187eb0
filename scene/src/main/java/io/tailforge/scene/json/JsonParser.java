package io.tailforge.scene.json;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 8259, strictly: UTF-8 without errors, no duplicate keys, no lone surrogates, no trailing data, bounded depth and
 * number length. Anything else is a {@link BadInputException} that names source and line.
 */
public final class JsonParser {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 64;

    private final String source;
    private final String text;
    private int at;
    private int line = 1;

    private JsonParser(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /** @param source what to call the input in errors */
    public static Json parse(String source, byte[] utf8) {
        try {
            return parse(
                    source,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(utf8))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new BadInputException(Problem.of("JSON-ENCODING", source, "is not valid UTF-8"));
        }
    }

    public static Json parse(String source, String text) {
        JsonParser parser = new JsonParser(source, text);
        parser.skipSpace();
        Json value = parser.value(0);
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.bad("unexpected data after the document");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("nested deeper than " + MAX_DEPTH);
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string(), line);
            case 't' -> literal("true", new Json.Bool(true, line));
            case 'f' -> literal("false", new Json.Bool(false, line));
            case 'n' -> literal("null", new Json.Null(line));
            default -> number();
        };
    }

    private Json object(int depth) {
        int start = line;
        Map<String, Json> fields = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return new Json.Obj(fields, start);
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw bad("expected a key in double quotes");
            }
            String key = string();
            skipSpace();
            expect(':');
            skipSpace();
            if (fields.put(key, value(depth + 1)) != null) {
                throw bad("key given twice: " + key);
            }
            skipSpace();
            if (peek() == '}') {
                at++;
                return new Json.Obj(fields, start);
            }
            expect(',');
        }
    }

    private Json array(int depth) {
        int start = line;
        List<Json> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items, start);
        }
        while (true) {
            skipSpace();
            items.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return new Json.Arr(items, start);
            }
            expect(',');
        }
    }

    private String string() {
        at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            switch (c) {
                case '"' -> {
                    return wellFormed(out);
                }
                case '\\' -> out.append(escape());
                default -> {
                    if (c < 0x20) {
                        throw bad("control character in a string");
                    }
                    out.append(c);
                }
            }
        }
    }

    private String wellFormed(StringBuilder out) {
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < out.length() && Character.isLowSurrogate(out.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw bad("lone surrogate in a string");
            }
        }
        return out.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw bad("unknown escape \\" + c);
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw bad("bad \\u escape");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Json number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        String number = text.substring(start, at);
        if (number.length() > MAX_NUMBER_LENGTH || !Double.isFinite(Double.parseDouble(number))) {
            throw bad("number out of range: " + number.substring(0, Math.min(24, number.length())));
        }
        return new Json.Num(number, line);
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw bad(at < text.length() ? "unexpected '" + text.charAt(at) + "'" : "unexpected end");
        }
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw bad("expected " + word);
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw bad("expected '" + wanted + "' but found '" + peek() + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw bad("unexpected end");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private BadInputException bad(String detail) {
        return new BadInputException(new Problem("JSON-SYNTAX", source, "", line, detail));
    }
}
