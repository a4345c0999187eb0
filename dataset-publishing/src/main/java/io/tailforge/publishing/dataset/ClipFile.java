package io.tailforge.publishing.dataset;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One file of a clip, to be a member of a shard.
 *
 * @param name what follows {@code <clip uuid>.} in the shard, parts joined by dots, ending by kind: {@code
 *     rgb.camera_front_wide_120fov.mp4}
 */
public record ClipFile(String name, Path file, String mediaType) {
    public ClipFile {
        Objects.requireNonNull(file);
        Objects.requireNonNull(mediaType);
        if (name.length() > 150 || !name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)+")) {
            throw new IllegalArgumentException(
                    "a member's name is parts of a-z, 0-9, '_' and '-' joined by dots, not '" + name + "'");
        }
    }
}
