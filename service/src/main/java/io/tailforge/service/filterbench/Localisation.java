package io.tailforge.service.filterbench;

import io.tailforge.quality.fault.Place;
import io.tailforge.service.filterbench.BenchResult.Alarm;
import java.util.Optional;

/** Whether the clearest alarm that names a place names the right one. */
final class Localisation {
    private static final int SLACK = 2;

    private Localisation() {}

    /** Empty where the fault has no sensor of its own, or no alarm was given. */
    static Optional<Boolean> sensorIsRight(BenchResult result) {
        if (result.label().place().sensor().isEmpty() || result.alarms().isEmpty()) {
            return Optional.empty();
        }
        Optional<Alarm> first = result.alarms().stream()
                .filter(alarm -> alarm.sensor().isPresent())
                .findFirst();
        return Optional.of(first.isPresent()
                && first.get().sensor().equals(result.label().place().sensor()));
    }

    /**
     * Empty where the fault has no frames of its own, or no alarm was given. Right: the frames named begin or end within two
     * frames of where the fault begins or ends, or lie within it.
     */
    static Optional<Boolean> framesAreRight(BenchResult result) {
        Place place = result.label().place();
        if (place.first() < 0 || result.alarms().isEmpty()) {
            return Optional.empty();
        }
        Optional<Alarm> first =
                result.alarms().stream().filter(alarm -> alarm.first() >= 0).findFirst();
        return Optional.of(first.isPresent() && near(first.get(), place));
    }

    private static boolean near(Alarm alarm, Place place) {
        boolean within = alarm.first() >= place.first() - SLACK && alarm.last() <= place.last() + SLACK;
        return within
                || Math.abs(alarm.first() - place.first()) <= SLACK
                || Math.abs(alarm.last() - place.last()) <= SLACK;
    }
}
