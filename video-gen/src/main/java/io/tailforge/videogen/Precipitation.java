package io.tailforge.videogen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Drops and flakes near the camera. They have their places in the world and fall through it, so that cameras side by side
 * and frames one after the other show the same ones; each is a streak as long as it moves past the camera while the frame is
 * exposed, and takes as much light away as it covers. Farther ones are the mist of {@link WeatherLook#extinction}.
 *
 * @param finders one for each thread
 */
record Precipitation(World world, Supplier<StreakFinder> finders, Canvas canvas) {
    private static final int BAND = 16;

    private record Layer(ParticleField field, boolean flake, int number) {}

    /** Draws into {@code canvas.smooth}; does nothing in dry weather. */
    void fall(Crew crew, BooleanSupplier cancelled) {
        List<Layer> layers = layers();
        Streaks[] streaks = new Streaks[layers.size()];
        crew.work(
                streaks.length,
                () -> {
                    StreakFinder finder = finders.get();
                    return n -> streaks[n] = finder.find(
                            layers.get(n).field(),
                            layers.get(n).flake(),
                            layers.get(n).number());
                },
                cancelled);
        int bands = streaks.length == 0 ? 0 : (canvas.height + BAND - 1) / BAND;
        crew.work(bands, () -> band -> draw(streaks, band * BAND), cancelled);
    }

    private List<Layer> layers() {
        List<ParticleField> drops = ParticleField.rain(world.look().rain(), world.seed());
        List<ParticleField> flakes = ParticleField.snow(world.look().snowfall(), world.seed() ^ 0x51);
        List<Layer> layers = new ArrayList<>();
        if (!drops.isEmpty() || !flakes.isEmpty()) {
            StreakFinder finder = finders.get();
            drops.forEach(field -> add(finder, field, false, layers));
            flakes.forEach(field -> add(finder, field, true, layers));
        }
        return layers;
    }

    private static void add(StreakFinder finder, ParticleField field, boolean flake, List<Layer> layers) {
        StreakFinder.Layers all = finder.layers(field, flake);
        for (int number = all.lowest(); number < all.end(); number++) {
            layers.add(new Layer(field, flake, number));
        }
    }

    private void draw(Streaks[] layers, int top) {
        for (Streaks layer : layers) {
            layer.draw(canvas, top, Math.min(top + BAND, canvas.height));
        }
    }
}
