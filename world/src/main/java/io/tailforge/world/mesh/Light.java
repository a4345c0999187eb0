package io.tailforge.world.mesh;

import io.tailforge.scene.geometry.Vec3;
import java.util.Objects;

/**
 * A source of light that is a thing in the world.
 *
 * @param carrier index into {@link SceneMesh#instances()} of what carries it, or -1 for one that stands still
 * @param position in the carrier's mesh frame, or the world
 * @param direction unit axis of its cone in the same frame
 * @param cosHalfAngle cosine of half the cone; -1 shines everywhere
 * @param intensity candela-like, linear RGB
 * @param kind decides when it is on
 * @param lightId for {@link Kind#SIGNAL}: the traffic light; else empty
 */
public record Light(
        int carrier,
        Vec3 position,
        Vec3 direction,
        double cosHalfAngle,
        float red,
        float green,
        float blue,
        Kind kind,
        String lightId) {
    public Light {
        Objects.requireNonNull(position);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(lightId);
    }

    public enum Kind {
        STREET_LAMP,
        HEADLIGHT,
        TAILLIGHT,
        SHOP_WINDOW,
        SIGNAL
    }
}
