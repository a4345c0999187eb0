package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.variation.ActorRequest.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Fills slots with bodies that nobody touches: proposes, drives everybody through the clip, takes back the newest of those
 * that came too close or made somebody brake hard, and tries again elsewhere. Standing ones first, then drivers, then people.
 */
final class Population {
    private static final int ROUNDS = 14;
    private static final double HARSH = -4.2;
    private static final double VAN_GAP = 1.9;
    private static final double SEEN_DISTANCE = 80;

    private final Site site;
    private final long seed;
    private final Optional<Driver> ego;
    private final List<Body> given;
    private final List<Body> furniture;
    private final Map<Slot, Body> standing = new LinkedHashMap<>();
    private final Map<Slot, Driver> drivers = new LinkedHashMap<>();
    private final Map<Slot, Body> walkers = new LinkedHashMap<>();
    private final List<Body> keptFree = new ArrayList<>();
    private final Map<TrafficSimulation.Two, Optional<Conflict>> conflicts = new HashMap<>();

    /**
     * @param ego the ego where it drives by itself; else its body is among the given ones
     * @param given bodies whose motion is fixed: the user's, the recording's
     * @param furniture poles and the like, which nobody walks through or parks on
     */
    Population(Site site, long seed, Optional<Driver> ego, List<Body> given, List<Body> furniture) {
        this.site = site;
        this.seed = seed;
        this.ego = ego;
        this.given = List.copyOf(given);
        this.furniture = furniture.stream()
                .filter(pole -> isNear(site.reference().placeOf(pole.positionAt(0))))
                .toList();
    }

    private boolean isNear(ReferenceLine.Place place) {
        return place.ahead() > -SEEN_DISTANCE
                && place.ahead() < site.reference().driven() + SEEN_DISTANCE
                && Math.abs(place.aside()) < SEEN_DISTANCE;
    }

    /** @return by slot; a slot without a body could not be filled */
    Map<Slot, Body> fill(List<Slot> slots) {
        drive();
        park(
                slots.stream().filter(slot -> slot.role() == Role.PARKED).toList(),
                slots.stream().anyMatch(Population::isCrossingChild));
        keptFree.clear();
        List<Body> vans =
                standing.values().stream().filter(this::standsOnTheWay).toList();
        if (!vans.isEmpty()) {
            walk(slots.stream().filter(Population::isCrossingChild).toList(), vans);
        }
        drive(slots.stream().filter(Population::drives).toList());
        walk(slots.stream().filter(Population::walks).toList(), List.of());
        Map<Slot, Body> filled = new LinkedHashMap<>(standing);
        drivers.forEach((slot, driver) -> filled.put(slot, driver.body()));
        filled.putAll(walkers);
        return filled;
    }

    private static boolean drives(Slot slot) {
        return slot.role() == Role.LANE_FOLLOWER || slot.role() == Role.ONCOMING;
    }

    private static boolean walks(Slot slot) {
        return slot.role() == Role.WALKWAY || slot.role() == Role.CROSSING;
    }

    private static boolean isCrossingChild(Slot slot) {
        return slot.role() == Role.CROSSING && slot.actorClass() == ActorClass.CHILD;
    }

    private void park(List<Slot> slots, boolean childComes) {
        ParkedPlacer placer = new ParkedPlacer(site);
        for (Slot slot : inOrderOfSize(slots)) {
            boolean soon = childComes && slot.actorClass() == ActorClass.VAN;
            for (int round = 0; round < ROUNDS && !standing.containsKey(slot); round++) {
                placer.propose(slot, soon, dice(slot, round))
                        .filter(body -> isFree(body))
                        .ifPresent(body -> {
                            standing.put(slot, body);
                            if (soon) {
                                keptFree.addAll(gapsAround(body));
                            }
                        });
            }
        }
    }

    /** Vans first: a child may want to come from behind one, and then nobody may stand close to it. */
    private static List<Slot> inOrderOfSize(List<Slot> slots) {
        List<Slot> sorted = new ArrayList<>(slots.stream()
                .filter(slot -> slot.actorClass() == ActorClass.VAN)
                .toList());
        slots.stream().filter(slot -> slot.actorClass() != ActorClass.VAN).forEach(sorted::add);
        return sorted;
    }

    private static List<Body> gapsAround(Body van) {
        List<Body> gaps = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            double ahead = side * (van.length() / 2 + VAN_GAP / 2);
            Pose pose = new Pose(
                    van.footAt(0).transform(new Vec3(ahead, 0, 0)),
                    van.footAt(0).rotation());
            Vec3 size = new Vec3(VAN_GAP - 2 * Overlap.MARGIN, van.width(), 1);
            gaps.add(Body.standing("gap", ActorClass.OTHER, size, van.steps(), pose));
        }
        return gaps;
    }

    private void drive(List<Slot> slots) {
        VehiclePlacer placer = new VehiclePlacer(site);
        for (int round = 0; round < ROUNDS && drivers.size() < slots.size(); round++) {
            for (Slot slot : slots) {
                if (!drivers.containsKey(slot)) {
                    placer.propose(slot, dice(slot, round))
                            .filter(this::hasRoomAtStart)
                            .ifPresent(driver -> drivers.put(slot, driver));
                }
            }
            settle(drivers);
        }
    }

    /** @param vans where given, children come from behind them or not at all */
    private void walk(List<Slot> slots, List<Body> vans) {
        WalkwayPlacer walkways = new WalkwayPlacer(site);
        CrossingPlacer crossings = new CrossingPlacer(site);
        for (int round = 0; round < ROUNDS && !walkers.keySet().containsAll(slots); round++) {
            for (Slot slot : slots) {
                if (!walkers.containsKey(slot)) {
                    SplittableRandom dice = dice(slot, round);
                    Optional<Body> walker =
                            switch (slot.role()) {
                                case WALKWAY -> walkways.propose(slot, dice);
                                default ->
                                    vans.isEmpty()
                                            ? crossings.propose(slot, dice)
                                            : crossings.proposeBehind(slot, vans, dice);
                            };
                    walker.filter(this::isFree).ifPresent(body -> walkers.put(slot, body));
                }
            }
            settle(walkers);
        }
    }

    private boolean standsOnTheWay(Body body) {
        ReferenceLine.Place place = site.reference().placeOf(body.positionAt(0));
        return body.actorClass() == ActorClass.VAN && place.ahead() > 12 && Math.abs(place.aside()) < 9;
    }

    private SplittableRandom dice(Slot slot, int round) {
        return Draws.of(seed, "actor " + slot.id(), slot.index(), round);
    }

    private boolean isFree(Body body) {
        return furniture.stream().noneMatch(pole -> Overlap.touch(pole, body))
                && keptFree.stream().noneMatch(gap -> Overlap.touch(gap, body))
                && given.stream().noneMatch(other -> Overlap.touch(other, body))
                && standing.values().stream().noneMatch(other -> Overlap.touch(other, body))
                && walkers.values().stream().noneMatch(other -> Overlap.touch(other, body))
                && (body.isOnFoot() || ego.isEmpty() || !Overlap.touch(ego.get().body(), body));
    }

    private boolean hasRoomAtStart(Driver driver) {
        driver.begin(0);
        List<Body> others = listBodies();
        return others.stream()
                .allMatch(other -> !other.isPresent(0)
                        || other.positionAt(0).distanceTo(driver.body().positionAt(0))
                                > (other.length() + driver.body().length()) / 2 + 4
                        || Math.abs(asideOf(driver.body(), other))
                                > (other.width() + driver.body().width()) / 2 + 0.5);
    }

    private static double asideOf(Body body, Body other) {
        return body.footAt(0).inverse().transform(other.positionAt(0)).y();
    }

    /** Given ones first, then everybody placed in the order of placing. */
    private List<Body> listBodies() {
        List<Body> bodies = new ArrayList<>(given);
        ego.ifPresent(driver -> bodies.add(driver.body()));
        bodies.addAll(standing.values());
        drivers.values().forEach(driver -> bodies.add(driver.body()));
        bodies.addAll(walkers.values());
        return bodies;
    }

    private void drive() {
        List<Driver> all = new ArrayList<>();
        ego.ifPresent(all::add);
        all.addAll(drivers.values());
        List<Body> others = new ArrayList<>(given);
        others.addAll(standing.values());
        others.addAll(walkers.values());
        new TrafficSimulation(all, others, site.signals(), conflicts).run(site.steps());
    }

    /** Drives everybody; takes back newcomers until nobody touches anybody and nobody has to brake hard. */
    private <T> void settle(Map<Slot, T> newcomers) {
        boolean changed = true;
        while (changed) {
            drive();
            Set<String> out = listOffenders();
            changed = !out.isEmpty() && takeBack(newcomers, out);
        }
    }

    /** Those who offend; where only others do, the newest one, for whose sake they moved otherwise than before. */
    private <T> boolean takeBack(Map<Slot, T> newcomers, Set<String> out) {
        if (newcomers.keySet().removeIf(slot -> out.contains(slot.id()))) {
            return true;
        }
        Optional<Slot> newest = newcomers.keySet().stream().reduce((first, second) -> second);
        newest.ifPresent(newcomers::remove);
        return newest.isPresent() || drivers.keySet().removeIf(slot -> out.contains(slot.id()));
    }

    private Set<String> listOffenders() {
        List<Body> bodies = listBodies();
        int fixed = given.size() + (ego.isPresent() ? 1 : 0) + standing.size();
        Set<String> out = new HashSet<>();
        for (int j = fixed; j < bodies.size(); j++) {
            Body body = bodies.get(j);
            for (int i = 0; i < j && !out.contains(body.id()); i++) {
                if (!out.contains(bodies.get(i).id()) && Overlap.touch(bodies.get(i), body)) {
                    out.add(body.id());
                }
            }
        }
        drivers.values().stream()
                .filter(driver -> hardestBraking(driver) < HARSH)
                .forEach(driver -> out.add(driver.body().id()));
        boolean others = !drivers.isEmpty() || !walkers.isEmpty();
        ego.filter(driver -> others && hardestBraking(driver) < HARSH)
                .ifPresent(driver -> out.add(driver.body().id()));
        return out;
    }

    private static double hardestBraking(Driver driver) {
        double hardest = 0;
        for (int k = 0; k < driver.body().steps(); k++) {
            hardest = Math.min(hardest, driver.accelerationAt(k));
        }
        return hardest;
    }
}
