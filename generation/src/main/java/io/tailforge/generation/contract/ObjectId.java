package io.tailforge.generation.contract;

import io.tailforge.scene.artifact.ObjectKind;
import java.util.Locale;
import java.util.Objects;

/**
 * One object of an answer.
 *
 * @param view camera or LiDAR name
 * @param index sweep index; 0 for views
 */
public record ObjectId(ObjectKind kind, String view, int index) {
    public ObjectId {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(view);
    }

    /** Where the object lies in a clip's work folder. */
    public String key() {
        return switch (kind) {
            case RGB -> "rgb/" + view + ".mp4";
            case DEPTH, INSTANCE, SEMANTIC, FLOW -> kind.name().toLowerCase(Locale.ROOT) + "/" + view + ".mkv";
            case RANGE_IMAGE -> "range_image/%s/%06d.bin".formatted(view, index);
            case POINTS -> "lidar/%s/%06d.npz".formatted(view, index);
        };
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + view + " " + index;
    }
}
