package io.tailforge.scene;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The logical slot of a clip, whatever engine fills it: a UUID (no dots) derived from what asks for it. */
public record ClipId(UUID value) {
    private static final String SCHEME = "tailforge-clip-1";

    public static ClipId of(String layoutSha256, String scene, String variation, String rig, long seed) {
        String slot = String.join("\n", SCHEME, layoutSha256, scene, variation, rig, Long.toUnsignedString(seed));
        byte[] hash = Sha256.of(slot.getBytes(StandardCharsets.UTF_8));
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[i + 8] & 0xff;
        }
        // Version 8 (custom) and the RFC 9562 variant.
        return new ClipId(new UUID(high & ~0xf000L | 0x8000L, low & 0x3fffffffffffffffL | 0x8000000000000000L));
    }

    public static ClipId parse(String text) {
        return new ClipId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
