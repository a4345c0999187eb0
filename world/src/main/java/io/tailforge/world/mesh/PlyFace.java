package io.tailforge.world.mesh;

import io.tailforge.world.mesh.PlyHeader.Element;
import java.util.Arrays;
import java.util.Map;

/** The numbers of one PLY face beside its corners; scratch, face after face. */
final class PlyFace {
    private static final int MATERIAL = 0;
    private static final int SEMANTIC = 1;
    private static final int INSTANCE = 2;
    private static final int RED = 3;

    private final int[] meaning;
    private final byte[] ordinals = new byte[PlyHeader.MOST_MATERIALS];
    private final double[] values = new double[6];

    PlyFace(Element element, Map<Integer, Material> materials) {
        meaning = element.properties().stream()
                .mapToInt(property -> meaning(property.name()))
                .toArray();
        Arrays.fill(ordinals, (byte) Material.CONCRETE.ordinal());
        materials.forEach((number, material) -> ordinals[number] = (byte) material.ordinal());
    }

    private static int meaning(String name) {
        return switch (name) {
            case "material" -> MATERIAL;
            case "semantic" -> SEMANTIC;
            case "instance" -> INSTANCE;
            case "red" -> RED;
            case "green" -> RED + 1;
            case "blue" -> RED + 2;
            default -> -1;
        };
    }

    void reset() {
        values[MATERIAL] = -1;
        values[SEMANTIC] = -1;
        values[INSTANCE] = 0;
        Arrays.fill(values, RED, RED + 3, 255);
    }

    void take(int property, double value) {
        if (meaning[property] >= 0) {
            values[meaning[property]] = value;
        }
    }

    /** {@link Material#ordinal()} */
    byte material() {
        boolean known = values[MATERIAL] >= 0 && values[MATERIAL] < ordinals.length;
        return known ? ordinals[(int) values[MATERIAL]] : (byte) Material.CONCRETE.ordinal();
    }

    int semantic() {
        return (int) values[SEMANTIC];
    }

    int actor() {
        return Math.max(0, (int) values[INSTANCE]);
    }

    int tint() {
        return channel(RED) << 16 | channel(RED + 1) << 8 | channel(RED + 2);
    }

    private int channel(int at) {
        return Math.clamp((long) values[at], 0, 255);
    }
}
