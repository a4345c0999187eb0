package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pictures' measured counterparts: what light must do, read from the linear light before the film. */
class PhysicsTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 72;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final float[] EYE = {1.5f, 0, 1.5f};

    @Test
    void fogTakesContrastByTheLawOfTheLidar() {
        double visibility = 60;
        double alpha = Math.log(20) / visibility;
        Weather fog = new Weather(1, 0, 0, visibility, 0, 0);
        double[] contrast = new double[2];
        double[] expected = new double[2];
        for (int k = 0; k < 2; k++) {
            double x = k == 0 ? 10 : 70;
            MeshBuilder walls = new MeshBuilder();
            wall(walls, x, 0.25 * x, 0.02 * x, -0.1 * x, 0.2 * x, Material.SIGN_FACE);
            wall(walls, x, -0.02 * x, -0.25 * x, -0.1 * x, 0.2 * x, Material.SIGNAL_HOUSING);
            ViewFrame frame = shoot(mesh(walls), fog, TestStreet.NOON);
            contrast[k] = meanLight(frame, SemanticClass.TRAFFIC_SIGN) - meanLight(frame, SemanticClass.TRAFFIC_LIGHT);
            expected[k] = meanTransmission(frame, alpha);
        }
        double ratio = expected[1] / expected[0];
        assertThat(contrast[1] / contrast[0]).isCloseTo(ratio, within(0.02 * ratio));
    }

    @Test
    void shadowsPointAwayFromTheSun() {
        MeshBuilder pole = plane(Material.SIGN_BACK);
        double x = 12;
        double y = 1;
        for (double angle : new double[] {0, Math.PI / 2}) {
            double dx = 0.03 * Math.cos(angle);
            double dy = 0.03 * Math.sin(angle);
            int a = pole.vertex(x - dx, y - dy, 0);
            int b = pole.vertex(x + dx, y + dy, 0);
            int c = pole.vertex(x + dx, y + dy, 5);
            int d = pole.vertex(x - dx, y - dy, 5);
            pole.quad(a, b, c, d, Material.POLE_METAL, TestStreet.WHITE);
        }
        SunPosition sun = new SunPosition(Math.toRadians(40), Math.toRadians(70));
        ViewFrame frame = shoot(mesh(pole), Weather.CLEAR, sun, 640, 360);
        double lit = percentile(frame, 0.7);
        double sumX = 0;
        double sumY = 0;
        for (int p = 0; p < 640 * 360; p++) {
            double px = EYE[0] + frame.canvas.rayX[p] * frame.canvas.range[p] - x;
            double py = EYE[1] + frame.canvas.rayY[p] * frame.canvas.range[p] - y;
            boolean ground = frame.semantic()[p] == SemanticClass.TRAFFIC_SIGN.id();
            if (ground && Math.hypot(px, py) > 1 && Math.hypot(px, py) < 7 && luminance(frame, p) < 0.8 * lit) {
                sumX += px;
                sumY += py;
            }
        }
        double turned = Math.toDegrees(Math.atan2(sumY, sumX)) - (70 - 180);
        assertThat(Math.hypot(sumX, sumY)).isGreaterThan(20);
        assertThat(turned).isCloseTo(0, within(2.0));
    }

    @Test
    void aWhiteFurnaceNeitherMakesNorTakesLight() {
        for (Material material : List.of(Material.SIGN_FACE, Material.SIGN_BACK, Material.SKIN)) {
            SceneMesh plane = TestStreet.plane(material);
            Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, WIDTH, HEIGHT);
            CameraEngine engine = new CameraEngine(
                    scene, plane, WorldBvh.of(plane), 7, RenderSettings.ofPreset(RenderPreset.DEFAULT), Sky.uniform(3));
            ViewFrame frame = engine.newFrame();
            engine.shoot(0, 0, frame);
            int below = 3 * (WIDTH * (HEIGHT - 3) + WIDTH / 2);
            assertThat(frame.canvas.light[below]).isCloseTo(3 * material.red(), within(0.01f * material.red()));
            assertThat(frame.canvas.light[3 * WIDTH * 3]).isCloseTo(3, within(0.01f));
        }
    }

    @Test
    void theGleamOfGlassNeverExceedsWhatFallsOnIt() {
        SceneMesh plane = TestStreet.plane(Material.CAR_GLASS);
        Scene scene = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, WIDTH, HEIGHT);
        CameraEngine engine = new CameraEngine(
                scene, plane, WorldBvh.of(plane), 7, RenderSettings.ofPreset(RenderPreset.DEFAULT), Sky.uniform(3));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        float previous = 0;
        for (int row = HEIGHT - 1; row > HEIGHT / 2 + 1; row--) {
            float light = frame.canvas.light[3 * (row * WIDTH + WIDTH / 2)];
            assertThat(light).isBetween(previous, 3.03f);
            previous = light;
        }
        assertThat(previous).isGreaterThan(1);
    }

    @Test
    void aWetRoadReflectsAtTheMirroredAngle() {
        Vec3 lamp = new Vec3(22, 0.8, 1.2);
        MeshBuilder dark = plane(Material.ASPHALT);
        MeshBuilder bright = plane(Material.ASPHALT);
        wall(bright, lamp.x(), lamp.y() + 0.4, lamp.y() - 0.4, lamp.z() - 0.2, lamp.z() + 0.2, Material.SIGN_FACE);
        Weather wet = new Weather(1, 0, 0, INFINITE, 1, 0);
        ViewFrame without = shoot(mesh(dark), wet, TestStreet.NOON);
        ViewFrame with = shoot(mesh(bright), wet, TestStreet.NOON);
        double sumU = 0;
        double sumV = 0;
        double sum = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            double change = Math.abs(luminance(with, p) - luminance(without, p));
            if (with.semantic()[p] == SemanticClass.ROAD.id()
                    && EYE[0] + with.canvas.rayX[p] * with.canvas.range[p] < lamp.x() - 3) {
                sumU += change * (p % WIDTH);
                sumV += change * (p / WIDTH);
                sum += change;
            }
        }
        Camera camera = TestStreet.scene(wet, TestStreet.NOON, WIDTH, HEIGHT)
                .rig()
                .cameras()
                .getFirst();
        Vec3 mirrored = camera.rigFromCamera().inverse().transform(new Vec3(lamp.x(), lamp.y(), -lamp.z()));
        double[] uv = new double[2];
        camera.model().project(mirrored.x(), mirrored.y(), mirrored.z(), uv);
        assertThat(sum).isGreaterThan(0.05);
        assertThat(sumU / sum).isCloseTo(uv[0], within(1.5));
        assertThat(sumV / sum).isCloseTo(uv[1], within(2.0));
    }

    @Test
    void nightIsDarkerThanDayAndLampsLightWhatStandsBelowThem() {
        SceneMesh street = TestStreet.mesh();
        ViewFrame day = shoot(street, Weather.CLEAR, TestStreet.NOON);
        ViewFrame night = shoot(street, Weather.CLEAR, TestStreet.NIGHT);
        assertThat(meanCode(night))
                .as("%.1f against %.1f", meanCode(night), meanCode(day))
                .isLessThan(0.6 * meanCode(day));
        SceneMesh unlit = new SceneMesh(street.origin(), street.ground(), street.instances(), List.of(), -1);
        ViewFrame blackout = shoot(unlit, Weather.CLEAR, TestStreet.NIGHT);
        Light lamp = street.lights().getFirst();
        double lit = lightNear(night, lamp.position().x(), lamp.position().y());
        assertThat(lit)
                .isGreaterThan(5
                        * lightNear(
                                blackout, lamp.position().x(), lamp.position().y()));
    }

    @Test
    void lampsGlowInFogAndTheGlowShowsNoTiles() {
        Light lamp = new Light(-1, new Vec3(25, 3, 6), new Vec3(0, 0, -1), -1, 1, 1, 1, Light.Kind.STREET_LAMP, "");
        SceneMesh dark = mesh(plane(Material.ASPHALT));
        SceneMesh lit = new SceneMesh(dark.origin(), dark.ground(), List.of(), List.of(lamp), -1);
        Weather fog = new Weather(0, 0, 0, 200, 0, 0);
        ViewFrame without = shoot(dark, fog, TestStreet.NIGHT);
        ViewFrame with = shoot(lit, fog, TestStreet.NIGHT);
        double near = 0;
        double steepestAtBorders = 0;
        double steepestElsewhere = 0;
        for (int v = 0; v < HEIGHT / 3; v++) {
            for (int u = 1; u < WIDTH; u++) {
                int p = v * WIDTH + u;
                double step = Math.abs(glow(with, without, p) - glow(with, without, p - 1));
                near = Math.max(near, glow(with, without, p));
                if (u % TileOrder.SIDE == 0) {
                    steepestAtBorders = Math.max(steepestAtBorders, step);
                } else {
                    steepestElsewhere = Math.max(steepestElsewhere, step);
                }
            }
        }
        assertThat(near).isGreaterThan(1e-4);
        assertThat(steepestAtBorders).isLessThan(1.2 * steepestElsewhere);
    }

    private static double glow(ViewFrame with, ViewFrame without, int p) {
        return with.canvas.smooth[3 * p + 1] - without.canvas.smooth[3 * p + 1];
    }

    @Test
    void theSkyIsBlueByDayWarmAtSunsetAndGreyUnderClouds() {
        float[] noon = up(Weather.CLEAR, 50);
        float[] overcast = up(new Weather(1, 0, 0, INFINITE, 0, 0), 50);
        assertThat(noon[2]).isGreaterThan(1.5f * noon[0]);
        assertThat(overcast[2]).isCloseTo(overcast[0], within(0.2f * overcast[0]));
        SunPosition low = new SunPosition(Math.toRadians(4), 0);
        Sky evening = Sky.over(low, WeatherLook.of(Weather.CLEAR, low), 1);
        assertThat(evening.sunLight(0)).isGreaterThan(2 * evening.sunLight(2));
    }

    @Test
    void wetGrassIsNoMirrorAndAWetRoadIs() {
        Weather wet = new Weather(1, 0, 0, INFINITE, 1, 0);
        assertThat(mirrorOf(Material.GRASS, wet)).isZero();
        assertThat(mirrorOf(Material.ASPHALT, wet)).isGreaterThan(0.3f);
        assertThat(mirrorOf(Material.ASPHALT, Weather.CLEAR)).isZero();
    }

    private static float mirrorOf(Material material, Weather weather) {
        Surfels s = new Surfels();
        s.count = 1;
        s.material[0] = (byte) material.ordinal();
        s.nz[0] = 1;
        s.gz[0] = 1;
        s.footprint[0] = 0.01f;
        new WeatherCoat(WeatherLook.of(weather, TestStreet.NOON)).wet(s, 0, 0);
        return s.mirror[0];
    }

    @Test
    void aRoughMirrorHidesBehindItsGrainAtAGrazingAngleAndASmoothOneDoesNot() {
        assertThat(Microfacets.unhidden(0.02f, 0.05f)).isGreaterThan(0.99f);
        assertThat(Microfacets.unhidden(0.3f, 0.05f)).isBetween(0.4f, 0.6f);
        assertThat(Microfacets.unhidden(0.3f, 1)).isEqualTo(1);
    }

    @Test
    void aShadyStreetBesideSunIsExposedForBoth() {
        assertThat(ClipExposure.metered(1, 2, 5)).isEqualTo(1);
        assertThat(ClipExposure.metered(1, 4, 5)).isBetween(1.3, 1.6);
        assertThat(ClipExposure.metered(1, 2, 15)).isBetween(1.3, 2.0);
    }

    @Test
    void exposureIsEasedAndFollowsTheFramesBeforeOnly() {
        double[] tunnel = new double[60];
        for (int k = 0; k < 60; k++) {
            tunnel[k] = k < 30 ? 1 : 0.05;
        }
        ClipExposure exposure = ClipExposure.of(tunnel, 30, 1);
        assertThat(exposure.gain(29)).isEqualTo(exposure.gain(0));
        assertThat(exposure.gain(31)).isBetween(exposure.gain(29), 1.3f * exposure.gain(29));
        assertThat(exposure.gain(59)).isGreaterThan(3 * exposure.gain(29));
    }

    private static float[] up(Weather weather, double elevation) {
        SunPosition sun = new SunPosition(Math.toRadians(elevation), 0);
        float[] rgb = new float[3];
        Sky.over(sun, WeatherLook.of(weather, sun), 1).irradiance(0, 0, 1, rgb);
        return rgb;
    }

    private static MeshBuilder plane(Material material) {
        MeshBuilder m = new MeshBuilder();
        TestStreet.flat(m, -500, 500, -500, 500, 0, material);
        return m;
    }

    private static void wall(
            MeshBuilder m, double x, double left, double right, double low, double top, Material material) {
        int a = m.vertex(x, left, low);
        int b = m.vertex(x, right, low);
        int c = m.vertex(x, right, top);
        int d = m.vertex(x, left, top);
        m.quad(a, b, c, d, material, TestStreet.WHITE);
    }

    private static SceneMesh mesh(MeshBuilder m) {
        return new SceneMesh(Vec3.ZERO, m.build(), List.of(), List.of(), -1);
    }

    private static ViewFrame shoot(SceneMesh mesh, Weather weather, SunPosition sun) {
        return shoot(mesh, weather, sun, WIDTH, HEIGHT);
    }

    private static ViewFrame shoot(SceneMesh mesh, Weather weather, SunPosition sun, int width, int height) {
        Scene scene =
                TestStreet.scene(weather, sun, PinholeCamera.ofHorizontalFov(width, height, Math.toRadians(75)), 1);
        CameraEngine engine =
                new CameraEngine(scene, mesh, WorldBvh.of(mesh), 7, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 0, frame);
        return frame;
    }

    private static double luminance(ViewFrame frame, int p) {
        float[] light = frame.canvas.light;
        return 0.2126 * light[3 * p] + 0.7152 * light[3 * p + 1] + 0.0722 * light[3 * p + 2];
    }

    private static double meanLight(ViewFrame frame, SemanticClass what) {
        double sum = 0;
        int n = 0;
        for (int p = 0; p < frame.width() * frame.height(); p++) {
            if (frame.semantic()[p] == what.id()) {
                sum += luminance(frame, p);
                n++;
            }
        }
        assertThat(n).isGreaterThan(20);
        return sum / n;
    }

    private static double meanTransmission(ViewFrame frame, double alpha) {
        double sum = 0;
        int n = 0;
        for (float range : frame.canvas.range) {
            if (range < Float.POSITIVE_INFINITY) {
                sum += Math.exp(-alpha * range);
                n++;
            }
        }
        return sum / n;
    }

    private static double percentile(ViewFrame frame, double share) {
        double[] lights = new double[frame.width() * frame.height() / 2];
        for (int k = 0; k < lights.length; k++) {
            lights[k] = luminance(frame, lights.length + k);
        }
        java.util.Arrays.sort(lights);
        return lights[(int) (share * lights.length)];
    }

    private static double meanCode(ViewFrame frame) {
        double sum = 0;
        for (byte code : frame.rgb()) {
            sum += code & 255;
        }
        return sum / frame.rgb().length;
    }

    private static double lightNear(ViewFrame frame, double x, double y) {
        double sum = 0;
        int n = 0;
        for (int p = 0; p < frame.width() * frame.height(); p++) {
            double px = EYE[0] + frame.canvas.rayX[p] * frame.canvas.range[p] - x;
            double py = EYE[1] + frame.canvas.rayY[p] * frame.canvas.range[p] - y;
            double pz = EYE[2] + frame.canvas.rayZ[p] * frame.canvas.range[p];
            if (Math.hypot(px, py) < 2.5 && pz < 1) {
                sum += luminance(frame, p);
                n++;
            }
        }
        assertThat(n).isGreaterThan(5);
        return sum / n;
    }
}
