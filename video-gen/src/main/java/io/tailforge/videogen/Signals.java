package io.tailforge.videogen;

import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.SceneMesh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lens of which traffic light shines when. A lens belongs to the {@link Light.Kind#SIGNAL} light that is nearest to it;
 * the colour of that light says which of the three it is, the scene's timeline whether it is lit.
 */
final class Signals {
    private static final float NEAR = 0.6f;
    private static final float GLOW = 9f;
    private static final float NIGHT_GLOW = 0.05f;

    private final List<Light> lights = new ArrayList<>();
    private final Map<String, LightTimeline> timelines = new HashMap<>();
    private final boolean dark;

    Signals(SceneMesh scene, List<LightTimeline> timelines, WeatherLook look) {
        scene.lights().stream()
                .filter(light -> light.kind() == Light.Kind.SIGNAL)
                .forEach(lights::add);
        timelines.forEach(timeline -> this.timelines.put(timeline.lightId(), timeline));
        dark = look.dark();
    }

    /** True where the timeline of a signal light shows the colour that the light has. */
    boolean isLit(Light light, double seconds) {
        LightTimeline timeline = timelines.get(light.lightId());
        if (timeline == null) {
            return false;
        }
        return switch (timeline.at(Math.round(seconds * 1e6))) {
            case RED -> light.red() > 0.5f * max(light) && light.green() < 0.4f * max(light);
            case YELLOW -> light.red() > 0.5f * max(light) && light.green() >= 0.4f * max(light);
            case GREEN -> light.green() > 0.5f * max(light) && light.red() < 0.5f * max(light);
            case OFF, UNKNOWN -> false;
        };
    }

    private static float max(Light light) {
        return Math.max(light.red(), Math.max(light.green(), light.blue()));
    }

    /** Makes a lens glow where it is lit; an unlit one is dark glass with a hint of its colour. */
    void light(Shot shot, Surfels s, int i) {
        s.gloss[i] = 0.04f;
        s.roughness[i] = 0.2f;
        int nearest = nearest(shot, s, i);
        if (nearest < 0) {
            return;
        }
        Light light = lights.get(nearest);
        float scale = 1 / max(light);
        s.red[i] = 0.015f + 0.05f * light.red() * scale;
        s.green[i] = 0.015f + 0.05f * light.green() * scale;
        s.blue[i] = 0.015f + 0.05f * light.blue() * scale;
        if (isLit(light, shot.seconds())) {
            float glow = (dark ? NIGHT_GLOW : GLOW) * scale;
            Appearance.glow(s, i, glow * light.red(), glow * light.green(), glow * light.blue());
        }
    }

    private int nearest(Shot shot, Surfels s, int i) {
        int best = -1;
        float closest = NEAR * NEAR;
        for (int k = 0; k < lights.size(); k++) {
            Light light = lights.get(k);
            if (light.carrier() >= 0 && light.carrier() != s.instance[i]) {
                continue;
            }
            float square = squareDistance(shot, light, s, i);
            if (square < closest) {
                closest = square;
                best = k;
            }
        }
        return best;
    }

    private static float squareDistance(Shot shot, Light light, Surfels s, int i) {
        float px = (float) light.position().x();
        float py = (float) light.position().y();
        float pz = (float) light.position().z();
        float dx = s.x[i];
        float dy = s.y[i];
        float dz = s.z[i];
        if (light.carrier() >= 0) {
            float[] r = shot.placed()[light.carrier()];
            dx -= r[0] * px + r[1] * py + r[2] * pz + r[3];
            dy -= r[4] * px + r[5] * py + r[6] * pz + r[7];
            dz -= r[8] * px + r[9] * py + r[10] * pz + r[11];
        } else {
            dx -= px;
            dy -= py;
            dz -= pz;
        }
        return dx * dx + dy * dy + dz * dz;
    }
}
