package io.tailforge.quality.check.motion;

import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The colour of one actor in one camera, added up from frame to frame over the same places of it: what is uncertain in a frame
 * comes in with it and goes out with the next, what lasts stays.
 */
final class ColourTrack {
    /** Frames before and after a step whose means are compared. */
    private static final int WINDOW = 4;

    /** Fewer tell nothing. */
    private static final int LEAST = 2;

    /** Light that changes brings a colour of its own: levels of colour for each of luma. */
    private static final double TINT = 0.1;

    /** Levels by which colours must move for a turn of their hue to count whole. */
    private static final double CERTAIN = 2.5;

    private final int instance;
    private final List<State> states = new ArrayList<>();

    ColourTrack(int instance) {
        this.instance = instance;
    }

    /**
     * One frame.
     *
     * @param turn of the hue since the stretch began, radians; {@code blue}, {@code red} and {@code luma} the shift since then, levels
     * @param energy of the colours in this frame and the one before, levels squared
     * @param goesOn whether the frame before is in the same stretch
     */
    private record State(
            int frame,
            double turn,
            double blue,
            double red,
            double luma,
            double energy,
            int places,
            ImageRegion region,
            boolean goesOn) {}

    /**
     * How the frames from one on differ from those before it.
     *
     * @param degrees of hue; where colours moved by little, their share
     * @param levels of colour, beyond what may come with other light
     * @param saturation how coloured the actor is, levels
     * @param places of the actor that were compared, in the frame with the fewest
     */
    record Step(
            int instance,
            int frame,
            double degrees,
            double levels,
            double saturation,
            int places,
            ImageRegion region) {}

    void add(ActorSurface surface) {
        if (states.isEmpty() || states.getLast().frame() != surface.frame() - 1) {
            states.add(state(surface, surface.frame() - 1, 0, 0, 0, 0, false));
        }
        State last = states.getLast();
        ActorSurface.Shift shift = surface.shift();
        states.add(state(
                surface,
                surface.frame(),
                last.turn() + surface.turn(),
                last.blue() + shift.blue(),
                last.red() + shift.red(),
                last.luma() + shift.luma(),
                true));
    }

    private static State state(
            ActorSurface surface, int frame, double turn, double blue, double red, double luma, boolean goesOn) {
        return new State(frame, turn, blue, red, luma, surface.energy(), surface.places(), surface.region(), goesOn);
    }

    List<Step> listSteps() {
        List<Step> steps = new ArrayList<>();
        for (int at = 1; at < states.size(); at++) {
            stepAt(at).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> stepAt(int at) {
        int first = at;
        while (states.get(first).goesOn() && at - first < WINDOW) {
            first--;
        }
        int end = at + 1;
        while (end < states.size() && states.get(end).goesOn() && end - at < WINDOW) {
            end++;
        }
        return at - first < LEAST || end - at < LEAST
                ? Optional.empty()
                : Optional.of(step(states.subList(first, at), states.subList(at, end)));
    }

    private Step step(List<State> before, List<State> after) {
        double turn = mean(after, State::turn) - mean(before, State::turn);
        double blue = mean(after, State::blue) - mean(before, State::blue);
        double red = mean(after, State::red) - mean(before, State::red);
        double luma = mean(after, State::luma) - mean(before, State::luma);
        double levels = Math.max(0, Math.hypot(blue, red) - TINT * Math.abs(luma));
        State here = after.getFirst();
        return new Step(
                instance,
                here.frame(),
                Math.toDegrees(Math.abs(turn)) * Math.min(1, levels / CERTAIN),
                levels,
                Math.sqrt(Math.min(mean(before, State::energy), mean(after, State::energy))),
                Math.min(fewest(before), fewest(after)),
                here.region());
    }

    private static double mean(List<State> states, ToDoubleFunction<State> value) {
        return states.stream().mapToDouble(value).average().orElse(0);
    }

    private static int fewest(List<State> states) {
        return states.stream().mapToInt(State::places).min().orElse(0);
    }
}
