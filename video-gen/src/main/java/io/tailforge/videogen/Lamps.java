package io.tailforge.videogen;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.SceneMesh;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lamps that are lit at one time, in the scene's frame. Their colour is the light's own, their strength that of their
 * kind in kilocandela, so that a street is as bright as streets are whatever the builder wrote.
 */
final class Lamps {
    /** Below this a lamp is not worth its work, kilolux. */
    private static final float FAINTEST = 1.2e-3f;

    private static final float STREET_LAMP = 2.6f;
    private static final float HEADLIGHT = 14f;
    private static final float TAILLIGHT = 0.008f;
    private static final float SHOP_WINDOW = 0.25f;
    private static final float SIGNAL = 0.03f;

    /** The ego's own headlights, rig frame: front of a car, 0.65 m above the road, dipped by 1.2 degrees. */
    private static final Vec3[] EGO_HEADLIGHTS = {new Vec3(3.7, 0.62, 0.65), new Vec3(3.7, -0.62, 0.65)};

    private static final float STRAY_REACH = 36;
    static final float INVERSE_STRAY_SQUARE = 1 / (STRAY_REACH * STRAY_REACH);
    private static final float FARTHEST = 20;
    private int count;
    private float[] fields = new float[0];
    private LampRay[] rays = new LampRay[0];
    private static final int STRIDE = 11;

    private Lamps() {}

    /** @param sceneFromRig for the ego's own headlights; the rig's frame where the scene has none for it */
    static Lamps at(World world, float[][] placed, Pose sceneFromRig, double seconds) {
        SceneMesh scene = world.mesh();
        WeatherLook look = world.look();
        Lamps lamps = new Lamps();
        lamps.fields =
                new float[STRIDE * (scene.lights().size() + scene.instances().size() + EGO_HEADLIGHTS.length)];
        Set<Integer> withHeadlights = new HashSet<>();
        for (Light light : scene.lights()) {
            if (light.kind() == Light.Kind.HEADLIGHT) {
                withHeadlights.add(light.carrier());
            }
            boolean lit = light.kind() != Light.Kind.SIGNAL || world.signals().isLit(light, seconds);
            float strength = lit ? strength(light.kind(), look) : 0;
            if (strength > 0 && (light.carrier() < 0 || placed[light.carrier()].length > 0)) {
                lamps.add(light, strength, light.carrier() < 0 ? new float[0] : placed[light.carrier()]);
            }
        }
        if (look.headlights()) {
            lamps.addTraffic(world, placed, withHeadlights);
            if (scene.egoVehicle() < 0 || !withHeadlights.contains(scene.egoVehicle())) {
                lamps.addEgo(sceneFromRig);
            }
        }
        lamps.rays = new LampRay[lamps.count];
        Arrays.setAll(lamps.rays, lamps::makeRay);
        return lamps;
    }

    private static float strength(Light.Kind kind, WeatherLook look) {
        return switch (kind) {
            case STREET_LAMP -> look.dark() ? STREET_LAMP : 0;
            case SHOP_WINDOW -> look.dark() ? SHOP_WINDOW : 0;
            case HEADLIGHT -> look.headlights() ? HEADLIGHT : 0;
            case TAILLIGHT -> look.headlights() ? TAILLIGHT : 0;
            case SIGNAL -> look.dark() ? SIGNAL : 0;
        };
    }

    private void add(Light light, float strength, float[] rows) {
        Vec3 p = light.position();
        Vec3 d = light.direction();
        float luminance = 0.2126f * light.red() + 0.7152f * light.green() + 0.0722f * light.blue();
        float scale = strength / Math.max(luminance, 1e-6f);
        if (rows.length > 0) {
            p = new Vec3(
                    rows[0] * p.x() + rows[1] * p.y() + rows[2] * p.z() + rows[3],
                    rows[4] * p.x() + rows[5] * p.y() + rows[6] * p.z() + rows[7],
                    rows[8] * p.x() + rows[9] * p.y() + rows[10] * p.z() + rows[11]);
            d = new Vec3(
                    rows[0] * d.x() + rows[1] * d.y() + rows[2] * d.z(),
                    rows[4] * d.x() + rows[5] * d.y() + rows[6] * d.z(),
                    rows[8] * d.x() + rows[9] * d.y() + rows[10] * d.z());
        }
        boolean beam = light.kind() == Light.Kind.HEADLIGHT;
        put(p, d, (float) light.cosHalfAngle(), beam, new float[] {
            light.red() * scale, light.green() * scale, light.blue() * scale
        });
    }

    /** Vehicles that drive have a beam in front even where the builder gave them none: one for both headlights. */
    private void addTraffic(World world, float[][] placed, Set<Integer> withHeadlights) {
        List<Instance> instances = world.mesh().instances();
        for (int k = 0; k < instances.size(); k++) {
            int actor = instances.get(k).actor();
            if (actor > 0 && placed[k].length > 0 && world.traffic().hasBeam(actor) && !withHeadlights.contains(k)) {
                float[] r = placed[k];
                Vec3 p = world.traffic().headlight(actor);
                Vec3 front = new Vec3(
                        r[0] * p.x() + r[2] * p.z() + r[3],
                        r[4] * p.x() + r[6] * p.z() + r[7],
                        r[8] * p.x() + r[10] * p.z() + r[11]);
                put(front, new Vec3(r[0], r[4], r[8]), 0.3f, true, new float[] {
                    1.6f * HEADLIGHT, 1.5f * HEADLIGHT, 1.3f * HEADLIGHT
                });
            }
        }
    }

    private void addEgo(Pose sceneFromRig) {
        for (Vec3 position : EGO_HEADLIGHTS) {
            Vec3 forward = sceneFromRig.rotate(new Vec3(1, 0, 0));
            put(sceneFromRig.transform(position), forward, 0.3f, true, new float[] {
                1.03f * HEADLIGHT, HEADLIGHT, 0.92f * HEADLIGHT
            });
        }
    }

    private void put(Vec3 p, Vec3 d, float cosHalfAngle, boolean beam, float[] rgb) {
        int at = STRIDE * count++;
        fields[at] = (float) p.x();
        fields[at + 1] = (float) p.y();
        fields[at + 2] = (float) p.z();
        fields[at + 3] = (float) d.x();
        fields[at + 4] = (float) d.y();
        fields[at + 5] = (float) d.z();
        fields[at + 6] = beam ? 2 : cosHalfAngle;
        System.arraycopy(rgb, 0, fields, at + 7, 3);
        float peak = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        fields[at + 10] = Elementary.sqrt(peak / FAINTEST);
    }

    int count() {
        return count;
    }

    float x(int lamp) {
        return fields[STRIDE * lamp];
    }

    float y(int lamp) {
        return fields[STRIDE * lamp + 1];
    }

    float z(int lamp) {
        return fields[STRIDE * lamp + 2];
    }

    /** Intensity on its axis, kilocandela. */
    float intensity(int lamp, int channel) {
        return fields[STRIDE * lamp + 7 + channel];
    }

    float reach(int lamp) {
        return fields[STRIDE * lamp + 10];
    }

    boolean isBeam(int lamp) {
        return fields[STRIDE * lamp + 6] == 2;
    }

    /** Share of the axis' intensity that leaves in a direction (unit, away from the lamp). */
    float share(int lamp, float x, float y, float z) {
        LampRay ray = rays[lamp];
        float cos = x * ray.axisX() + y * ray.axisY() + z * ray.axisZ();
        return ray.beam()
                ? dipped(ray.axisX(), ray.axisY(), ray.axisZ(), cos, x, y, z, 1)
                : cone(ray.coneScale(), ray.coneOffset(), cos);
    }

    LampRay ray(int lamp) {
        return rays[lamp];
    }

    private LampRay makeRay(int lamp) {
        int at = STRIDE * lamp;
        float cone = fields[at + 6];
        float scale = cone <= -1 ? 0 : 1 / (0.4f * (1 - cone));
        return new LampRay(
                fields[at],
                fields[at + 1],
                fields[at + 2],
                fields[at + 3],
                fields[at + 4],
                fields[at + 5],
                isBeam(lamp),
                scale,
                cone <= -1 ? 1 : -cone * scale,
                1 / (reach(lamp) * reach(lamp)),
                fields[at + 7],
                fields[at + 8],
                fields[at + 9]);
    }

    /** A beam's stray light on surfaces is forgotten beyond {@link #STRAY_REACH}. */
    static float strayShare(float squaredDistance) {
        float left = Math.max(1 - squaredDistance * INVERSE_STRAY_SQUARE, 0);
        return left * left;
    }

    /** Full within two fifths of the cone's edge, smoothly down to nothing at the edge. */
    static float cone(float scale, float offset, float cos) {
        float t = Elementary.clamp01(cos * scale + offset);
        return t * t * (3 - 2 * t);
    }

    /** A dipped beam: brightest just below the horizon, a fan to both sides, a little stray light above the cut-off. */
    static float dipped(float ax, float ay, float az, float cos, float x, float y, float z, float strayShare) {
        float ahead = Elementary.clamp01((cos - 0.05f) * 1e6f);
        float inverse = 1 / Math.max(cos, 0.05f);
        float rise = z * inverse - az;
        float side = (y * ax - x * ay) * inverse;
        float aside = side * side;
        float stray = 1 + 4 * (aside + rise * rise);
        float glare = strayShare * 0.03f / (stray * stray);
        float above = Elementary.smoothstep(0.008f, -0.012f, rise);
        float down = Math.max((rise + 0.018f) * (1 / 0.03f), (rise + 0.018f) * (-1 / 0.042f));
        float fan = 1 + 3.5f * aside;
        return ahead * (above / (fan * fan * (1 + down * down)) + glare);
    }

    /** Falls to nothing at the lamp's reach, so that leaving a lamp out makes no edge. */
    float window(int lamp, float squaredDistance) {
        return window(squaredDistance / (reach(lamp) * reach(lamp)));
    }

    static float window(float shareOfSquaredReach) {
        float keep = Math.max(0, 1 - shareOfSquaredReach * shareOfSquaredReach);
        return keep * keep;
    }

    /**
     * Writes the lamps that reach a box into {@code out}; returns how many.
     *
     * @param share of their reach that counts
     */
    int near(float[] min, float[] max, float share, int[] out) {
        int n = 0;
        for (int lamp = 0; lamp < count && n < out.length; lamp++) {
            float dx = outside(x(lamp), min[0], max[0]);
            float dy = outside(y(lamp), min[1], max[1]);
            float dz = outside(z(lamp), min[2], max[2]);
            float far = share * reach(lamp);
            if (dx * dx + dy * dy + dz * dz < far * far
                    && !(isBeam(lamp) && (isBehind(lamp, min, max) || isAbove(lamp, min, dx, dy)))) {
                out[n++] = lamp;
            }
        }
        return n;
    }

    /** Beyond the reach of stray light and above the cut-off everywhere: dark. */
    private boolean isAbove(int lamp, float[] min, float dx, float dy) {
        float square = dx * dx + dy * dy;
        float dip = fields[STRIDE * lamp + 5];
        boolean far = square > STRAY_REACH * STRAY_REACH;
        float farthest = FARTHEST + reach(lamp);
        return far && dip <= 0.02f && min[2] > z(lamp) + 0.03f * farthest;
    }

    private boolean isBehind(int lamp, float[] min, float[] max) {
        float ahead = 0;
        for (int axis = 0; axis < 3; axis++) {
            float along = fields[STRIDE * lamp + 3 + axis];
            ahead += along * ((along > 0 ? max[axis] : min[axis]) - fields[STRIDE * lamp + axis]);
        }
        return ahead <= 0;
    }

    private static float outside(float value, float min, float max) {
        return value < min ? min - value : Math.max(0, value - max);
    }
}
