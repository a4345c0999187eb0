package io.tailforge.service.control;

import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.videogen.GeometryFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Semantic classes as flat colours, {@link SemanticClass#rgb()}, without antialiasing. Its layers are the classes. Specified
 * in {@code docs/style-semantic.md}.
 */
public final class SemanticStyle implements GeometryStyle {
    public static final String ID = "semantic";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "semantic classes of the world as flat colours of the Cityscapes palette (Cosmos-Transfer segmentation control)";
    }

    @Override
    public List<String> layers() {
        return Arrays.stream(SemanticClass.values()).map(SemanticStyle::name).toList();
    }

    private static String name(SemanticClass semantic) {
        return semantic.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public GeometryFrames.Colouring colouring(DrawingOptions options) {
        int[] palette = new int[256];
        for (SemanticClass semantic : SemanticClass.values()) {
            palette[semantic.id()] = options.draws(name(semantic)) ? semantic.rgb() : 0;
        }
        return (seen, rgb) -> paint(seen, palette, rgb);
    }

    private static void paint(GeometryFrame seen, int[] palette, byte[] rgb) {
        byte[] semantic = seen.semantic();
        for (int p = 0; p < semantic.length; p++) {
            int colour = palette[semantic[p] & 255];
            rgb[3 * p] = (byte) (colour >> 16);
            rgb[3 * p + 1] = (byte) (colour >> 8);
            rgb[3 * p + 2] = (byte) colour;
        }
    }
}
