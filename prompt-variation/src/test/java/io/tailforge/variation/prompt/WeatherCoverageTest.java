package io.tailforge.variation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Weather;
import io.tailforge.variation.WeatherFields;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A new phenomenon of {@link Weather} must get a key in the spec and words in the prompt. */
class WeatherCoverageTest {
    private static final SunPosition DAY = new SunPosition(0.8, 1);

    @Test
    void everyFieldOfTheWeatherHasItsKey() {
        assertThat(WeatherFields.NAMES).hasSize(Weather.class.getRecordComponents().length);
    }

    @Test
    void everyFieldOfTheWeatherHasItsWords() {
        Weather[] each = {
            new Weather(1, 0, 0, Double.POSITIVE_INFINITY, 0, 0),
            new Weather(0, 10, 0, Double.POSITIVE_INFINITY, 0, 0),
            new Weather(0, 0, 3, Double.POSITIVE_INFINITY, 0, 0),
            new Weather(0, 0, 0, 80, 0, 0),
            new Weather(0, 0, 0, Double.POSITIVE_INFINITY, 1, 0),
            new Weather(0, 0, 0, Double.POSITIVE_INFINITY, 0, 1)
        };
        assertThat(each).hasSize(Weather.class.getRecordComponents().length);
        Set<String> texts = new HashSet<>(Set.of(WeatherWords.of(Weather.CLEAR, DAY)));
        for (Weather weather : each) {
            assertThat(texts.add(WeatherWords.of(weather, DAY)))
                    .as(weather.toString())
                    .isTrue();
        }
    }

    @Test
    void strongerRainReadsStronger() {
        Set<String> texts = new HashSet<>();
        for (double rain : new double[] {0.5, 2, 5, 12, 40}) {
            texts.add(WeatherWords.of(new Weather(1, rain, 0, Double.POSITIVE_INFINITY, 0, 0), DAY));
        }
        assertThat(texts).hasSize(5);
    }
}
