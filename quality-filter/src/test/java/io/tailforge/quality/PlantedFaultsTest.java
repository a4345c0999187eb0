package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.Fault;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultPlanter;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.quality.fault.Placed;
import io.tailforge.quality.fault.Sightings;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in faults do to a small clip that has no engine and no world behind it. */
class PlantedFaultsTest {
    @TempDir
    private Path temp;

    private ClipEvidence clip;
    private ClipEvidence control;
    private ClipEvidence interpolated;

    @BeforeEach
    void makeClip() throws IOException {
        clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
        control = FaultPlanter.plant(new Fault.None(), clip, temp.resolve("control"));
        interpolated = FaultPlanter.plant(new Fault.Interpolated(), clip, temp.resolve("interpolated"));
    }

    @Test
    void everyFaultOfArtefactsChangesItsOwnSensorAboveItsFloorAndNoOther() throws IOException {
        Map<String, Double> effects = new TreeMap<>();
        for (FaultType type : FaultFile.builtIn()) {
            int severity = Math.min(2, type.severities().size());
            Optional<Placed> placed = place(type, severity);
            if (placed.isPresent()) {
                Path into = temp.resolve(type.id());
                ClipEvidence planted =
                        FaultPlanter.plantBeside(placed.get().fault(), clip, controlOf(placed.get()), into);
                Effect effect = Effect.of(placed.get(), controlOf(placed.get()), planted);
                if (effect.value() > 0 && effect.value() >= type.floor()) {
                    effects.put(type.id(), effect.value());
                }
                assertOthersAreUntouched(type.id(), placed.get(), planted);
            }
        }
        assertThat(effects.keySet())
                .contains("freeze", "freeze-grain", "drop", "reverse", "cut", "camera-mirrored")
                .contains(
                        "flicker", "flicker-local", "camera-gain", "jitter", "morph", "ghosting", "melt", "blur-pulse")
                .contains("chunk-seam-colour", "chunk-seam-shift")
                .contains("lidar-skewed", "lidar-yaw", "lidar-height", "lidar-late", "lidar-sector", "lidar-noise")
                .contains("lidar-rings-dead", "lidar-rings-permuted", "lidar-actor-missing", "lidar-actor-ghost")
                .contains("file-truncated", "file-clock", "file-rate", "file-missing", "file-zeros", "file-flipped")
                .as("both cameras of this clip show the same")
                .doesNotContain("cameras-swapped")
                .doesNotContain(
                        "actor-vanishes",
                        "actor-missing",
                        "lines-aside",
                        "camera-turned",
                        "ego-speed",
                        "lidar-weather");
    }

    private void assertOthersAreUntouched(String fault, Placed placed, ClipEvidence planted) throws IOException {
        for (GeneratedView view : clip.result().views()) {
            if (placed.place()
                    .sensor()
                    .filter(own -> !own.equals(view.camera()))
                    .isPresent()) {
                assertThat(Files.mismatch(video(controlOf(placed), view.camera()), video(planted, view.camera())))
                        .as(fault + " leaves " + view.camera() + " alone")
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void aPlantWithAndWithoutItsControlAtHandIsTheSameInEveryByte() throws IOException {
        Fault fault = new Fault.GlobalFlicker("front", 0.02, 3);
        ClipEvidence whole = FaultPlanter.plant(fault, clip, temp.resolve("whole"));
        ClipEvidence beside = FaultPlanter.plantBeside(fault, clip, control, temp.resolve("beside"));
        assertThat(beside.result()).isEqualTo(whole.result());
    }

    @Test
    void theSameSeedFindsTheSamePlace() throws IOException {
        for (String id : java.util.List.of("freeze", "flicker-local", "blur-pulse", "lidar-sector")) {
            assertThat(place(type(id), 2).orElseThrow().place())
                    .isEqualTo(place(type(id), 2).orElseThrow().place());
        }
    }

    @Test
    void aStandingEgoHasNoPlaceForAFreezeAndAClipWithoutEngineNoneForAnotherScene() throws IOException {
        ClipEvidence standing = TestClip.standing(temp.resolve("standing"));
        assertThatThrownBy(() -> type("freeze")
                        .place(standing, 1, 1, Optional.empty(), new Sightings(standing), temp.resolve("scratch")))
                .isInstanceOf(NoPlaceException.class)
                .hasMessageContaining("does not move");
        assertThatThrownBy(() -> type("lines-aside")
                        .place(clip, 1, 1, Optional.empty(), new Sightings(clip), temp.resolve("scratch")))
                .isInstanceOf(NoPlaceException.class)
                .hasMessageContaining("our own engine");
    }

    private Optional<Placed> place(FaultType type, int severity) throws IOException {
        try {
            return Optional.of(
                    type.place(clip, severity, 11, Optional.empty(), new Sightings(clip), temp.resolve("scratch")));
        } catch (NoPlaceException none) {
            return Optional.empty();
        }
    }

    private ClipEvidence controlOf(Placed placed) {
        return placed.fault().resamples() ? interpolated : control;
    }

    private static FaultType type(String id) {
        return FaultFile.builtIn().stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Path video(ClipEvidence clip, String camera) {
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .findFirst()
                .map(view -> clip.folder()
                        .resolve(Objects.requireNonNull(view.objects().get(ObjectKind.RGB))
                                .key()))
                .orElseThrow();
    }
}
