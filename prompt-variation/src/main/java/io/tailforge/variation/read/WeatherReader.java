package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.variation.Weather;
import java.util.SplittableRandom;

/** One weather as a spec's {@code weather} writes it: a preset's name, several names, or physical fields over a preset. */
public final class WeatherReader {
    private WeatherReader() {}

    /** @throws io.tailforge.scene.problem.BadInputException where it is no weather, or a range */
    public static Weather read(JsonView view) {
        return new LookReader().weather(view, false).realise(new SplittableRandom(0));
    }
}
