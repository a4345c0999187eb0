package io.tailforge.publishing;

/** What may be a key: {@code [a-z0-9._/-]}, relative, no empty segment, none that begins with a dot. */
public final class ObjectKeys {
    private static final int MAX_LENGTH = 900;

    private ObjectKeys() {}

    public static String require(String key) {
        if (key.length() > MAX_LENGTH || !key.matches("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*")) {
            throw new IllegalArgumentException(
                    "a key is made of a-z, 0-9, '.', '_', '-' and '/', no part begins with '.', not '" + key + "'");
        }
        return key;
    }

    /** The beginning of a key, or nothing. */
    public static String requirePrefix(String prefix) {
        if (!prefix.matches("[a-z0-9._/-]*") || prefix.contains("..") || prefix.startsWith("/")) {
            throw new IllegalArgumentException("not the beginning of a key: '" + prefix + "'");
        }
        return prefix;
    }
}
