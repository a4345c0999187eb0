package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SceneGeometryTest {
    private static final PinholeCamera MODEL = PinholeCamera.ofHorizontalFov(640, 360, 1.5);
    private static final Pose AHEAD = Camera.mounted(new Vec3(1, 0, 1.5), Quaternion.IDENTITY);

    @TempDir
    private Path temp;

    private Scene scene;

    @BeforeEach
    void drive() throws IOException {
        scene = TestClip.driving(temp, Weather.CLEAR).scene();
        scene = seenBy(new Camera("front", MODEL, AHEAD));
    }

    @Test
    void aPointIsSeenAtThePixelItWasFoundAt() {
        SceneGeometry geometry = SceneGeometry.of(scene, "front", new WorkingSize(320, 180));

        Vec3 point = geometry.pointAt(3, 100.25, 120.5, 17);

        Pixel pixel = geometry.project(3, point).orElseThrow();
        assertThat(pixel.u()).isCloseTo(100.25, within(1e-6));
        assertThat(pixel.v()).isCloseTo(120.5, within(1e-6));
        assertThat(geometry.depth(3, point)).isCloseTo(17, within(1e-9));
    }

    @Test
    void aStandingPointComesNearerAsTheEgoDrives() {
        SceneGeometry geometry = SceneGeometry.of(scene, "front", new WorkingSize(320, 180));
        Vec3 point = geometry.pointAt(0, 60, 150, 20);

        double driven = scene.ego()
                .at(geometry.timestampMicros(5))
                .translation()
                .distanceTo(scene.ego().at(geometry.timestampMicros(0)).translation());

        assertThat(driven).isPositive();
        assertThat(geometry.depth(5, point)).isCloseTo(20 - driven, within(1e-3));
    }

    @Test
    void aPointOnAnActorGoesWithIt() {
        SceneGeometry geometry = SceneGeometry.of(scene, "front", new WorkingSize(320, 180));
        ActorState first =
                scene.actors().get(0).findAt(geometry.timestampMicros(0)).orElseThrow();
        ActorState later =
                scene.actors().get(0).findAt(geometry.timestampMicros(4)).orElseThrow();

        assertThat(geometry.carried(1, 0, 4, first.worldFromActor().translation()))
                .hasValueSatisfying(point -> assertThat(
                                point.distanceTo(later.worldFromActor().translation()))
                        .isCloseTo(0, within(1e-9)));
        assertThat(geometry.carried(0, 0, 4, Vec3.UP)).contains(Vec3.UP);
    }

    @Test
    void aRollingShuttersRowsAreEachSeenAtTheirOwnTime() {
        Camera rolling = scene.rig().getCamera("front").withShutter(new Shutter(30_000, OptionalLong.empty()));
        Scene rolled = seenBy(rolling);
        SceneGeometry geometry = SceneGeometry.of(rolled, "front", new WorkingSize(320, 180));

        Vec3 low = geometry.pointAt(2, 160, 175, 8);

        Pixel pixel = geometry.project(2, low).orElseThrow();
        assertThat(pixel.v()).isCloseTo(175, within(0.05));
        Pixel atOnce = SceneGeometry.of(scene, "front", new WorkingSize(320, 180))
                .project(2, low)
                .orElseThrow();
        assertThat(Math.abs(atOnce.v() - 175)).isGreaterThan(0.5);
    }

    @Test
    void wideVideosAreLookedAtSmallerAndOthersAsTheyAre() {
        assertThat(WorkingSize.of(1280, 704)).isEqualTo(new WorkingSize(640, 352));
        assertThat(WorkingSize.of(1920, 1081)).isEqualTo(new WorkingSize(640, 360));
        assertThat(WorkingSize.of(161, 97)).isEqualTo(new WorkingSize(161, 97));
        assertThat(WorkingSize.of(16_000, 2)).isEqualTo(new WorkingSize(640, 2));
    }

    private Scene seenBy(Camera camera) {
        return new Scene(
                scene.name(),
                scene.layout(),
                new Rig("one", List.of(camera), List.of()),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                scene.grid(),
                scene.seed());
    }
}
