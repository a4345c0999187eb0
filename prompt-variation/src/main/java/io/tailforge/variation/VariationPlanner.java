package io.tailforge.variation;

import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Spec and ordinal in, clip plan out: a pure function, nothing is kept, so a request of ten million clips needs no list.
 * Ordinals run variation fastest, then seed, then scene: ordinal = (scene * seeds + seed) * variations + variation.
 */
public final class VariationPlanner {
    private final Optional<Place> layoutPlace;

    /** For a layout that does not say where on Earth it lies. */
    public VariationPlanner() {
        this(Optional.empty());
    }

    /** @param layout where the layout lies; used for times of day that name no place of their own */
    public VariationPlanner(Optional<GeoReference> layout) {
        layoutPlace = layout.map(Place::of);
    }

    /** @throws IllegalStateException where scenes are still to be placed */
    public long count(VariationSpec spec) {
        if (!spec.isPlaced()) {
            throw new IllegalStateException("the sites of '" + spec.name() + "' were not looked for yet");
        }
        return countOf(spec, spec.scenes().size());
    }

    /** The most clips there can be once all scenes are placed. */
    public long mostClips(VariationSpec spec) {
        return countOf(spec, spec.mostScenes());
    }

    private static long countOf(VariationSpec spec, long scenes) {
        return Math.multiplyExact(
                Math.multiplyExact(spec.variations().count(), spec.seeds().count()), scenes);
    }

    /** @throws IndexOutOfBoundsException where the ordinal is not below {@link #count} */
    public ClipPlan plan(VariationSpec spec, long ordinal) {
        Objects.checkIndex(ordinal, count(spec));
        long variations = spec.variations().count();
        long slot = ordinal / variations;
        long seedIndex = slot % spec.seeds().count();
        SceneRequest scene = spec.scenes().get((int) (slot / spec.seeds().count()));
        return new ClipPlan(
                ordinal,
                scene,
                variation(spec, ordinal % variations),
                spec.rig(),
                spec.grid(),
                clipSeed(scene.name(), spec.seeds().seed(seedIndex)));
    }

    /** The variation at an index, as every scene and seed shows it. */
    public Variation variation(VariationSpec spec, long index) {
        Look look = spec.variations().look(index);
        SplittableRandom random = StableRandom.of(sampleSeed(spec.variations()), "look", index);
        Weather weather = look.weather().realise(random);
        SunPosition sun = sun(look.time().time(), look.region(), random);
        return new Variation(look.name(), weather, sun, look.region().region());
    }

    private SunPosition sun(TimeOfDay time, RegionCell region, SplittableRandom random) {
        return switch (time) {
            case TimeOfDay.SunAngles angles ->
                new SunPosition(
                        Math.toRadians(angles.elevationDeg().at(random.nextDouble())),
                        Math.toRadians(90 - angles.azimuthDeg().at(random.nextDouble())));
            case TimeOfDay.ClockTime clock -> {
                Place place = clock.place().or(() -> layoutPlace).orElse(region.typicalPlace());
                ZoneId zone =
                        clock.zone().orElseGet(() -> ZoneOffset.ofHours((int) Math.round(place.longitude() / 15)));
                yield SolarPosition.of(clock.local().atZone(zone).toInstant(), place);
            }
        };
    }

    private static long sampleSeed(VariationSet variations) {
        return variations instanceof VariationSet.Sampled sampled ? sampled.seed() : 0;
    }

    private static long clipSeed(String scene, long seed) {
        return StableRandom.hash(seed, "clip-seed/" + scene);
    }
}
