package io.tailforge.world.mesh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a PLY file says it holds.
 *
 * @param materials by number, of the comments {@code material NUMBER NAME} that {@link PlyWriter} leaves
 */
record PlyHeader(boolean ascii, List<Element> elements, Map<Integer, Material> materials) {
    static final int MOST_MATERIALS = 1000;
    private static final int MOST_LINES = 1000;
    private static final int MOST_PROPERTIES = 64;
    private static final int MOST_ELEMENTS = 16;

    /** @param count how many there are */
    record Element(String name, long count, List<Property> properties) {
        /** Position of a property, or -1. */
        int find(String wanted) {
            for (int i = 0; i < properties.size(); i++) {
                if (properties.get(i).name().equals(wanted)) {
                    return i;
                }
            }
            return -1;
        }

        /** Fewest bytes that one can take. */
        long leastBytes(boolean ascii) {
            return properties.stream()
                    .mapToLong(property -> ascii ? 2 : property.first().bytes())
                    .sum();
        }
    }

    /** @param count type of the length of a list; empty for a single number */
    record Property(String name, PlyType type, Optional<PlyType> count) {
        PlyType first() {
            return count.orElse(type);
        }
    }

    static PlyHeader read(PlyInput in) throws IOException {
        if (!in.line().equals("ply")) {
            throw in.bad("a PLY file starts with a line 'ply'");
        }
        boolean ascii = isAscii(in, in.line());
        List<Element> elements = new ArrayList<>();
        Map<Integer, Material> materials = new TreeMap<>();
        for (int lines = 0; ; lines++) {
            String[] words = in.line().split("\\s+");
            if (words[0].equals("end_header")) {
                in.readsAscii(ascii);
                return new PlyHeader(ascii, List.copyOf(elements), materials);
            }
            if (lines == MOST_LINES) {
                throw in.bad("the header has more than " + MOST_LINES + " lines");
            }
            take(in, words, elements, materials);
        }
    }

    private static boolean isAscii(PlyInput in, String line) {
        return switch (line) {
            case "format ascii 1.0" -> true;
            case "format binary_little_endian 1.0" -> false;
            default ->
                throw in.bad("'" + line + "' cannot be read; 'format ascii 1.0' and 'format binary_little_endian 1.0'"
                        + " can: save the mesh as one of them");
        };
    }

    private static void take(PlyInput in, String[] words, List<Element> elements, Map<Integer, Material> materials) {
        switch (words[0]) {
            case "comment" ->
                findMaterial(words).ifPresent(material -> materials.put(Integer.parseInt(words[2]), material));
            case "obj_info", "" -> {}
            case "element" -> {
                if (elements.size() == MOST_ELEMENTS) {
                    throw in.bad("the header has more than " + MOST_ELEMENTS + " elements");
                }
                elements.add(element(in, words));
            }
            case "property" -> {
                if (elements.isEmpty()) {
                    throw in.bad("a property stands before the first element");
                }
                List<Property> properties = elements.getLast().properties();
                if (properties.size() == MOST_PROPERTIES) {
                    throw in.bad("an element has more than " + MOST_PROPERTIES + " properties");
                }
                properties.add(property(in, words));
            }
            default -> throw in.bad("'" + words[0] + "' is no PLY header keyword");
        }
    }

    private static Optional<Material> findMaterial(String[] words) {
        boolean named = words.length == 4 && words[1].equals("material") && words[2].matches("[0-9]{1,3}");
        return Arrays.stream(Material.values())
                .filter(material -> named && material.name().equals(words[3]))
                .findFirst();
    }

    private static Element element(PlyInput in, String[] words) {
        if (words.length != 3 || !words[2].matches("[0-9]{1,10}")) {
            throw in.bad("an element line is 'element NAME COUNT'");
        }
        return new Element(words[1], Long.parseLong(words[2]), new ArrayList<>());
    }

    private static Property property(PlyInput in, String[] words) {
        if (words.length == 5 && words[1].equals("list")) {
            PlyType count = type(in, words[2]);
            if (!count.isWhole()) {
                throw in.bad("the length of a list must be a whole number, not " + words[2]);
            }
            return new Property(words[4], type(in, words[3]), Optional.of(count));
        }
        if (words.length != 3) {
            throw in.bad("a property line is 'property TYPE NAME' or 'property list COUNT_TYPE TYPE NAME'");
        }
        return new Property(words[2], type(in, words[1]), Optional.empty());
    }

    private static PlyType type(PlyInput in, String name) {
        return PlyType.find(name).orElseThrow(() -> in.bad("'" + name + "' is no PLY type"));
    }
}
