package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LensDropsTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final SceneMesh EMPTY =
            new SceneMesh(Vec3.ZERO, new MeshBuilder().build(), List.of(), List.of(), -1);

    private static byte[] shoot(Weather weather, RenderPreset preset, int threads) {
        PinholeCamera lens = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(75));
        Scene scene = TestStreet.scene(weather, TestStreet.NOON, lens, 1);
        try (ExecutorService others = Executors.newFixedThreadPool(threads)) {
            CameraEngine engine =
                    new CameraEngine(scene, EMPTY, WorldBvh.of(EMPTY), 7, new RenderSettings(preset, threads, others));
            ViewFrame view = engine.newFrame();
            engine.shoot(0, 0, view);
            return view.rgb().clone();
        }
    }

    /** Over an empty world the presets differ in nothing else. */
    @Test
    void dropsHangOnTheLensInRainAndCoverLittleOfIt() {
        Weather rain = new Weather(1, 20, 0, Double.POSITIVE_INFINITY, 1, 0);
        byte[] without = shoot(rain, RenderPreset.DEFAULT, 1);
        byte[] with = shoot(rain, RenderPreset.HIGH, 1);
        int changed = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            changed += Math.abs((with[3 * p] & 0xff) - (without[3 * p] & 0xff)) > 6 ? 1 : 0;
        }
        assertThat(changed).isBetween(30, WIDTH * HEIGHT / 20);
    }

    @Test
    void theyAreTheSameForAnyNumberOfThreadsAndGoneWithoutRain() {
        Weather rain = new Weather(1, 20, 0, Double.POSITIVE_INFINITY, 1, 0);
        assertThat(shoot(rain, RenderPreset.HIGH, 3)).isEqualTo(shoot(rain, RenderPreset.HIGH, 1));
        assertThat(shoot(Weather.CLEAR, RenderPreset.HIGH, 1)).isEqualTo(shoot(Weather.CLEAR, RenderPreset.DEFAULT, 1));
    }
}
