package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drives everybody from the first step to the last: behind leaders, before red lights and people who are about to walk
 * into the way, and giving way where paths cross. All decisions of a step look at the state at its start, so the order of
 * drivers does not matter.
 */
final class TrafficSimulation {
    private static final double LOOK_AHEAD = 90;
    private static final double SIDE_CLEARANCE = 0.25;
    private static final int STEPS_AHEAD_FOR_PEOPLE = 15;
    private static final double MAX_LIGHT_BRAKING = 3.5;
    private static final double TURNING = 0.4;

    private final List<Driver> drivers;
    private final List<Body> others;
    private final SignalPlan signals;
    private final Map<Two, Optional<Conflict>> conflicts;

    /** Two drivers (themselves, not others of their names), in the order of their ids. */
    record Two(Driver first, Driver second) {}

    /**
     * @param others bodies whose motion is given
     * @param conflicts kept between simulations of the same drivers; filled here
     */
    TrafficSimulation(
            List<Driver> drivers, List<Body> others, SignalPlan signals, Map<Two, Optional<Conflict>> conflicts) {
        this.drivers = List.copyOf(drivers);
        this.others = List.copyOf(others);
        this.signals = signals;
        this.conflicts = conflicts;
    }

    void run(int steps) {
        drivers.forEach(driver -> driver.begin(driver.wishedAt(driver.start())));
        for (int pass = 0; pass < 4; pass++) {
            drivers.forEach(this::calmAtStart);
        }
        double[] next = new double[drivers.size()];
        for (int k = 0; k + 1 < steps; k++) {
            for (int i = 0; i < next.length; i++) {
                next[i] = acceleration(drivers.get(i), k);
            }
            for (int i = 0; i < next.length; i++) {
                drivers.get(i).advance(k, next[i]);
            }
        }
    }

    /** Nobody begins faster than it can stop at ease behind what is already there. */
    private void calmAtStart(Driver driver) {
        IntelligentDriver model = IntelligentDriver.USUAL;
        double speed = driver.speedAt(0);
        for (Hindrance hindrance : listHindrances(driver, 0)) {
            speed = Math.min(speed, model.safeSpeed(hindrance.speed(), hindrance.gap()));
        }
        for (double gap : listStops(driver, 0)) {
            speed = Math.min(speed, model.safeSpeed(0, gap + 1));
        }
        driver.begin(speed);
    }

    private double acceleration(Driver driver, int step) {
        IntelligentDriver model = IntelligentDriver.USUAL;
        double speed = driver.speedAt(step);
        double acceleration = model.free(speed, driver.wishedAt(driver.distanceAt(step) + 0.5 * speed));
        for (Hindrance hindrance : listHindrances(driver, step)) {
            acceleration = Math.min(acceleration, model.following(speed, hindrance.speed(), hindrance.gap()));
        }
        for (double gap : listStops(driver, step)) {
            acceleration = Math.min(acceleration, model.stopping(speed, gap));
        }
        return acceleration;
    }

    /** Something in the way. @param gap from the driver's bumper, metres @param speed along the driver's path */
    private record Hindrance(double gap, double speed) {}

    private List<Hindrance> listHindrances(Driver driver, int step) {
        List<Hindrance> found = new ArrayList<>();
        for (Driver other : drivers) {
            if (other != driver) {
                hindrance(driver, step, other.body(), step).ifPresent(found::add);
            }
        }
        for (Body other : others) {
            int last = other.isOnFoot() ? Math.min(other.steps() - 1, step + STEPS_AHEAD_FOR_PEOPLE) : step;
            for (int at = step; at <= last; at += 3) {
                hindrance(driver, step, other, at).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Hindrance> hindrance(Driver driver, int step, Body other, int otherStep) {
        if (!other.isPresent(otherStep) || !driver.body().isPresent(step)) {
            return Optional.empty();
        }
        Vec3 position = other.positionAt(otherStep);
        double s = driver.distanceAt(step);
        if (driver.body().positionAt(step).horizontalDistanceTo(position) > LOOK_AHEAD) {
            return Optional.empty();
        }
        Driver.Nearest nearest = driver.nearest(position, s - driver.body().length() / 2, s + LOOK_AHEAD);
        if (nearest.distance() > (other.length() + other.width() + driver.body().width()) / 2 + SIDE_CLEARANCE) {
            return Optional.empty();
        }
        double apart = Angles.wrap(other.headingAt(otherStep) - driver.path().heading(nearest.index()));
        double cos = StrictMath.cos(apart);
        double sin = Math.abs(StrictMath.sin(apart));
        double aside = (sin * other.length()
                        + Math.abs(cos) * other.width()
                        + driver.body().width())
                / 2;
        double along = (Math.abs(cos) * other.length() + sin * other.width()) / 2;
        boolean ahead = nearest.s() > s + 0.01 || otherStep > step && nearest.s() + along > driver.frontAt(step);
        if (!ahead || nearest.distance() > aside + SIDE_CLEARANCE) {
            return Optional.empty();
        }
        double people = other.isOnFoot() ? 1.0 : 0;
        double gap = nearest.s() - along - driver.frontAt(step) - people;
        return Optional.of(new Hindrance(gap, Math.max(0, cos * other.speedAt(otherStep))));
    }

    /** Distances to lines at which to stand now: red lights, and crossings where another one goes first. */
    private List<Double> listStops(Driver driver, int step) {
        List<Double> gaps = new ArrayList<>();
        for (Driver.StopLine line : driver.stopLines()) {
            double gap = line.s() - driver.frontAt(step);
            if (gap > -1 && gap < LOOK_AHEAD && mustStop(driver, line, gap, step)) {
                gaps.add(gap);
            }
        }
        for (Driver other : drivers) {
            if (other != driver) {
                findConflict(driver, other)
                        .filter(conflict -> givesWay(driver, other, conflict, step))
                        .ifPresent(conflict -> gaps.add(conflict.firstIn() - 1 - driver.frontAt(step)));
            }
        }
        return gaps;
    }

    private boolean mustStop(Driver driver, Driver.StopLine line, double gap, int step) {
        LightState state =
                signals.findState(line.laneId(), step * Body.STEP_MICROS).orElse(LightState.OFF);
        double needed = driver.speedAt(step) * driver.speedAt(step) / (2 * Math.max(0.3, gap));
        return switch (state) {
            case RED -> step == 0 || gap > 0 && needed < IntelligentDriver.HARDEST_BRAKING || driver.speedAt(step) < 1;
            case YELLOW -> needed < MAX_LIGHT_BRAKING;
            case GREEN, OFF, UNKNOWN -> false;
        };
    }

    private Optional<Conflict> findConflict(Driver driver, Driver other) {
        boolean inOrder = driver.body().id().compareTo(other.body().id()) < 0;
        Driver first = inOrder ? driver : other;
        Driver second = inOrder ? other : driver;
        Optional<Conflict> conflict =
                conflicts.computeIfAbsent(new Two(first, second), unused -> Conflict.find(first, second));
        return inOrder ? conflict : conflict.map(Conflict::swapped);
    }

    private boolean givesWay(Driver driver, Driver other, Conflict conflict, int step) {
        if (!driver.body().isPresent(step) || !other.body().isPresent(step)) {
            return false;
        }
        boolean inside = driver.frontAt(step) > conflict.firstIn();
        boolean otherPast = other.rearAt(step) > conflict.secondOut();
        boolean otherInside = other.frontAt(step) > conflict.secondIn();
        double distance = conflict.firstIn() - driver.frontAt(step);
        if (inside || otherPast || distance > LOOK_AHEAD || otherInside && conflict.merging()) {
            return false;
        }
        if (otherInside) {
            return true;
        }
        if (conflict.secondIn() - other.frontAt(step) > LOOK_AHEAD || isHeld(other, conflict.secondIn(), step)) {
            return false;
        }
        return !goesFirst(driver, other, conflict) && !passesBefore(driver, other, conflict, step);
    }

    private boolean isHeld(Driver driver, double before, int step) {
        return driver.stopLines().stream()
                .anyMatch(line -> line.s() < before + 1
                        && line.s() > driver.frontAt(step) - 0.5
                        && mustStop(driver, line, line.s() - driver.frontAt(step), step));
    }

    /** Straight on before turning; else by id, which is as good as any rule and the same for both. */
    private static boolean goesFirst(Driver driver, Driver other, Conflict conflict) {
        boolean turns = conflict.firstTurns() > TURNING;
        boolean otherTurns = conflict.secondTurns() > TURNING;
        return turns == otherTurns ? driver.body().id().compareTo(other.body().id()) < 0 : !turns;
    }

    private static boolean passesBefore(Driver driver, Driver other, Conflict conflict, int step) {
        double out = conflict.merging() ? conflict.firstIn() + 8 : conflict.firstOut();
        double clear = (out - driver.rearAt(step)) / Math.max(3, driver.speedAt(step));
        double arrives = (conflict.secondIn() - other.frontAt(step)) / Math.max(2, other.speedAt(step));
        return clear + 1 < arrives;
    }
}
