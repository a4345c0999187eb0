package io.tailforge.service.filterbench;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.Fault;
import io.tailforge.quality.fault.FaultPlanter;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.Placed;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.quality.fault.Sightings;
import io.tailforge.quality.fault.Studio;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plants faults in one clip. What they share - its controls, its world, the engine - is made once. Used by one thread. */
public final class Planting {
    private final ClipEvidence clip;
    private final RenderPreset preset;
    private final Path work;
    private final Sightings sightings;
    private @Nullable Optional<Studio> studio;
    private @Nullable ClipEvidence control;
    private @Nullable ClipEvidence interpolatedControl;

    /** @param work a folder of this clip's own */
    public Planting(ClipEvidence clip, RenderPreset preset, Path work) {
        this.clip = clip;
        this.preset = preset;
        this.work = work;
        this.sightings = new Sightings(clip);
    }

    /** A planted clip with its label. */
    public record Planted(ClipEvidence clip, PlantLabel label) {}

    /**
     * @param into an empty or absent folder
     * @throws NoPlaceException where the clip has no place for it, or what was planted stays below the type's floor
     */
    public Planted plant(FaultType type, int severity, long seed, Path into) throws IOException {
        Path scratch = work.resolve("scratch");
        try {
            Placed placed = type.place(clip, severity, seed, studio(), sightings, scratch);
            Files.createDirectories(into);
            ClipEvidence unharmed = control(placed.fault().resamples());
            ClipEvidence planted = FaultPlanter.plantBeside(placed.fault(), clip, unharmed, into);
            Effect effect = Effect.of(placed, unharmed, planted);
            if (effect.value() < type.floor()) {
                throw new NoPlaceException(
                        "it changes " + effect.value() + " " + effect.unit() + ", below the floor of " + type.floor());
            }
            return new Planted(planted, new PlantLabel(type.id(), severity, seed, placed.place(), effect));
        } finally {
            delete(scratch);
        }
    }

    /** The clip through the same codec without a fault, and interpolated where faults interpolate. */
    public ClipEvidence control(boolean interpolated) throws IOException {
        ClipEvidence known = interpolated ? interpolatedControl : control;
        if (known != null) {
            return known;
        }
        Path folder = work.resolve(interpolated ? "control-interpolated" : "control");
        delete(folder);
        Files.createDirectories(folder);
        ClipEvidence made =
                FaultPlanter.plant(interpolated ? new Fault.Interpolated() : new Fault.None(), clip, folder);
        if (interpolated) {
            interpolatedControl = made;
        } else {
            control = made;
        }
        return made;
    }

    /** The label of a control. */
    public static PlantLabel nullLabel(boolean interpolated) {
        String id = interpolated ? "null-plant-interpolated" : "null-plant";
        return new PlantLabel(id, 0, 0, Place.everywhere(), new Effect(0, "levels"));
    }

    private Optional<Studio> studio() {
        Optional<Studio> known = studio;
        if (known == null) {
            known = EngineStudio.of(clip, preset);
            studio = known;
        }
        return known;
    }

    /** Removes a folder with all that is in it. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
