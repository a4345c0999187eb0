package io.tailforge.conditioning.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Breaks a file as hand-made corpora do: bytes flipped, spans lost, doubled and moved, numbers replaced by extremes, ids
 * swapped, and the tricks of XML and JSON. The same seed breaks it the same way.
 */
public final class Mutations {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\<>\\n]{0,60})\"");
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)[^<>]*/>");
    private static final List<String> EXTREMES = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "0",
            "-0.0",
            "-1",
            "1",
            "0.5",
            "1e308",
            "-1e308",
            "1e400",
            "4.9e-324",
            "2147483647",
            "-2147483648",
            "9223372036854775807",
            "18446744073709551616",
            "1e7",
            "1e5",
            "999",
            "0x10",
            "1,5",
            "north",
            "",
            "null");
    private static final List<String> TRICKS = List.of(
            "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">",
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
            "&y;",
            "&#0;",
            "&#xD800;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<?xml version=\"1.1\" encoding=\"UTF-7\"?>",
            "\uFEFF",
            "\u0000",
            "\"\\ud800\"",
            "{\"__proto__\":{}}",
            "\"id\":1,\"id\":2,",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{}",
            "[]",
            "null",
            "true",
            "\"",
            ",",
            "../../../../etc/passwd");

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** One to three changes. */
    public byte[] of(byte[] file) {
        byte[] broken = file;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            broken = once(broken);
        }
        return broken;
    }

    private byte[] once(byte[] file) {
        return switch (random.nextInt(12)) {
            case 0 -> flipped(file);
            case 1 -> spliced(file, new byte[0]);
            case 2 -> doubled(file);
            case 3 -> moved(file);
            case 4 -> java.util.Arrays.copyOf(file, at(file));
            case 5 -> inserted(file, TRICKS.get(random.nextInt(TRICKS.size())));
            case 6 -> repeated(file);
            case 7 -> replaced(file, TEXT, '"' + swap(file) + '"');
            case 8 -> replaced(file, ELEMENT, "");
            default -> replaced(file, NUMBER, EXTREMES.get(random.nextInt(EXTREMES.size())));
        };
    }

    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    private int at(byte[] file) {
        return random.nextInt(file.length + 1);
    }

    private int span(byte[] file, int from) {
        int most = Math.min(file.length - from, random.nextBoolean() ? 16 : 2_000);
        return random.nextInt(most + 1);
    }

    private byte[] flipped(byte[] file) {
        byte[] broken = file.clone();
        for (int i = 1 + random.nextInt(8); i > 0 && broken.length > 0; i--) {
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return broken;
    }

    /** Replaces a span. */
    private byte[] spliced(byte[] file, byte[] by) {
        int from = at(file);
        return join(file, from, by, from + span(file, from));
    }

    private byte[] doubled(byte[] file) {
        int from = at(file);
        int to = from + span(file, from);
        return join(file, to, java.util.Arrays.copyOfRange(file, from, to), to);
    }

    private byte[] moved(byte[] file) {
        int from = at(file);
        int to = from + span(file, from);
        byte[] span = java.util.Arrays.copyOfRange(file, from, to);
        byte[] without = join(file, from, new byte[0], to);
        int place = at(without);
        return join(without, place, span, place);
    }

    /** A short span many times over. */
    private byte[] repeated(byte[] file) {
        int from = at(file);
        int to = Math.min(file.length, from + random.nextInt(60));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = random.nextInt(500); i > 0; i--) {
            many.write(file, from, to - from);
        }
        return join(file, to, many.toByteArray(), to);
    }

    private byte[] inserted(byte[] file, String trick) {
        int place = at(file);
        return join(file, place, trick.getBytes(StandardCharsets.UTF_8), place);
    }

    private byte[] replaced(byte[] file, Pattern what, String by) {
        // One char a byte, so that offsets are those of the file.
        List<MatchResult> found = matches(file, what);
        if (found.isEmpty()) {
            return flipped(file);
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return join(file, one.start(), by.getBytes(StandardCharsets.UTF_8), one.end());
    }

    private static List<MatchResult> matches(byte[] file, Pattern what) {
        return what.matcher(new String(file, StandardCharsets.ISO_8859_1))
                .results()
                .toList();
    }

    /** Another text of the file. */
    private String swap(byte[] file) {
        List<String> texts = new ArrayList<>();
        matches(file, TEXT).forEach(match -> texts.add(match.group(1)));
        return texts.isEmpty() ? "" : texts.get(random.nextInt(texts.size()));
    }

    private static byte[] join(byte[] file, int from, byte[] middle, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + middle.length);
        out.write(file, 0, from);
        out.writeBytes(middle);
        out.write(file, to, file.length - to);
        return out.toByteArray();
    }
}
