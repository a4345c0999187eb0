package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.variation.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Cells that the scene's own actors change without being in them: those beside an actor, the ground that it shades, that its
 * lamps light up, and that mirrors it where it is wet.
 */
final class ActorSurroundings {
    private static final int COLUMNS = CellGrid.COLUMNS;
    private static final int ROWS = CellGrid.ROWS;

    /** Outlines are as uncertain, cells. */
    private static final int BESIDE = 2;

    /** Actors farther off light up and shade nothing that is seen, metres. */
    private static final double FAR = 90;

    /** Metres about an actor's box in which its shadow under an even sky lies. */
    private static final double NEAR = 2.5;

    /** How far head lamps and tail lamps reach, metres, and how their cones widen. */
    private static final double HEAD_LAMPS = 14;

    /** Height above an actor's wheels up to which a place is on its ground, metres. */
    private static final double ON_GROUND = 0.7;

    private static final double TAIL_LAMPS = 8;
    private static final double CONE = 0.4;

    /** A lower sun leaves the lamps on, sine of its elevation; shadows of a lower one are lost. */
    private static final double LAMPS_ON = 0.2;

    private static final double SUN_UP = 0.03;

    /** Of a lower one lamps are what lights the street, sine of its elevation. */
    private static final double DARK = 0.05;

    /** Shadows farther from an actor have run out, metres. */
    private static final double LONGEST_SHADOW = 40;

    /** Mirror images reach so many heights of an actor below it, and as far to the side, cells. */
    private static final double MIRRORED = 2.5;

    private static final int MIRROR_ASIDE = 3;

    /** Wetter roads mirror. */
    private static final double DRY = 0.1;

    private final ClipEvidence clip;
    private final boolean lamps;
    private final boolean mirrors;
    private final boolean dark;
    private final Vec3 toSun;

    ActorSurroundings(ClipEvidence clip) {
        this.clip = clip;
        Variation look = clip.scene().variation();
        double elevation = look.sun().elevation();
        this.toSun = new Vec3(
                StrictMath.cos(elevation) * StrictMath.cos(look.sun().azimuth()),
                StrictMath.cos(elevation) * StrictMath.sin(look.sun().azimuth()),
                StrictMath.sin(elevation));
        this.lamps = !look.isTold() || toSun.z() < LAMPS_ON;
        this.dark = !look.isTold() || toSun.z() < DARK;
        this.mirrors = !look.isTold() || look.weather().roadWetness() > DRY;
    }

    /** Whether light of lamps is seen on what it falls on. */
    boolean areDark() {
        return dark;
    }

    /** Whether the road mirrors what stands on it. */
    boolean areWet() {
        return mirrors;
    }

    /** In one picture. @param view what it ought to show */
    Around at(long timestampMicros, ExpectedView view) {
        Around around = new Around(movers(timestampMicros));
        claimBeside(view, around);
        if (mirrors) {
            claimMirrored(view, around);
        }
        return around;
    }

    private static void claimBeside(ExpectedView view, Around around) {
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            if (view.instance()[cell] != 0) {
                int top = Math.max(0, cell / COLUMNS - BESIDE);
                int bottom = Math.min(ROWS - 1, cell / COLUMNS + BESIDE);
                around.claim(view, cell, BESIDE, top, bottom);
            }
        }
    }

    private static void claimMirrored(ExpectedView view, Around around) {
        for (int column = 0; column < COLUMNS; column++) {
            int height = 0;
            for (int row = 0; row < ROWS; row++) {
                int cell = row * COLUMNS + column;
                boolean within = view.instance()[cell] != 0;
                if (!within && height > 0) {
                    int bottom = (int) Math.min(ROWS - 1, row + MIRRORED * height);
                    around.claim(view, cell - COLUMNS, MIRROR_ASIDE, row, bottom);
                }
                height = within ? height + 1 : 0;
            }
        }
    }

    /** What the actors do to one picture. */
    static final class Around {
        private final List<Mover> movers;
        private final char[] claimed = new char[COLUMNS * ROWS];
        private final float[] depth = new float[COLUMNS * ROWS];

        private Around(List<Mover> movers) {
            this.movers = movers;
        }

        /** For the actor of a cell, those about its column between two rows; the nearest actor has them. */
        private void claim(ExpectedView view, int actor, int aside, int top, int bottom) {
            float near = view.depth()[actor];
            int right = Math.min(COLUMNS - 1, actor % COLUMNS + aside);
            for (int row = top; row <= bottom; row++) {
                for (int cell = row * COLUMNS + Math.max(0, actor % COLUMNS - aside);
                        cell <= row * COLUMNS + right;
                        cell++) {
                    if (claimed[cell] == 0 || near < depth[cell]) {
                        claimed[cell] = view.instance()[actor];
                        depth[cell] = near;
                    }
                }
            }
        }

        /** The actor that a cell shows, lies beside or mirrors, as in {@link ExpectedView#instance}; 0: none. */
        int claimant(int cell) {
            return claimed[cell];
        }

        /** How far off that actor is, metres along the axis. */
        float depth(int cell) {
            return depth[cell];
        }

        /** Tells the actors that may shade or light up a place on the ground. */
        void eachReaching(Vec3 place, IntConsumer instances) {
            for (Mover mover : movers) {
                if (mover.reaches(place)) {
                    instances.accept(mover.instance());
                }
            }
        }

        /** Takes all that they do out of the wanted cells. @param places of the cells in the world */
        void takeOut(double[] places, boolean[] wanted) {
            for (int cell = 0; cell < wanted.length; cell++) {
                if (wanted[cell]) {
                    Vec3 place = new Vec3(places[3 * cell], places[3 * cell + 1], places[3 * cell + 2]);
                    wanted[cell] = claimed[cell] == 0 && movers.stream().noneMatch(mover -> mover.reaches(place));
                }
            }
        }
    }

    private List<Mover> movers(long timestampMicros) {
        Vec3 ego = clip.scene().ego().at(timestampMicros).translation();
        List<Mover> movers = new ArrayList<>();
        List<ActorTrack> actors = clip.scene().actors();
        for (int i = 0; i < actors.size(); i++) {
            int instance = i + 1;
            ActorTrack actor = actors.get(i);
            actor.findAt(timestampMicros)
                    .filter(state -> actor.moving())
                    .filter(state -> state.worldFromActor().translation().distanceTo(ego) < FAR)
                    .map(state -> mover(instance, state))
                    .ifPresent(movers::add);
        }
        return movers;
    }

    private Mover mover(int instance, ActorState state) {
        Vec3 half = state.size().times(0.5);
        double reach = half.norm() + Math.max(lamps ? HEAD_LAMPS : NEAR, toSun.z() > SUN_UP ? shadow(half) : 0);
        Pose actorFromWorld = state.worldFromActor().inverse();
        return new Mover(
                instance,
                actorFromWorld,
                state.worldFromActor().translation(),
                half,
                reach,
                actorFromWorld.rotate(toSun),
                lamps,
                toSun.z() > SUN_UP);
    }

    private double shadow(Vec3 half) {
        return Math.min(LONGEST_SHADOW, 2 * half.z() / toSun.z()) + NEAR;
    }

    /**
     * An actor that moves, in its own frame.
     *
     * @param reach metres from its middle in which it changes the ground
     * @param lamps whether they are on
     * @param sunny whether it throws a shadow
     */
    private record Mover(
            int instance,
            Pose actorFromWorld,
            Vec3 centre,
            Vec3 half,
            double reach,
            Vec3 toSun,
            boolean lamps,
            boolean sunny) {
        private static final double MARGIN = 0.6;

        boolean reaches(Vec3 place) {
            if (centre.horizontalDistanceTo(place) > reach) {
                return false;
            }
            Vec3 local = actorFromWorld.transform(place);
            if (local.z() + half.z() > ON_GROUND) {
                return false;
            }
            double ahead = Math.abs(local.x()) - half.x();
            double aside = Math.abs(local.y()) - half.y();
            double beam = local.x() > 0 ? HEAD_LAMPS : TAIL_LAMPS;
            boolean near = ahead < NEAR && aside < NEAR;
            boolean lit = lamps && ahead > 0 && ahead < beam && aside < NEAR + CONE * ahead;
            return near || lit || sunny && isShaded(local);
        }

        /** Whether the way from a place to the sun goes through the box. */
        private boolean isShaded(Vec3 local) {
            double[] span = {0, Double.MAX_VALUE};
            return narrow(span, local.x(), toSun.x(), half.x() + MARGIN)
                    && narrow(span, local.y(), toSun.y(), half.y() + MARGIN)
                    && narrow(span, local.z(), toSun.z(), half.z() + MARGIN);
        }

        private static boolean narrow(double[] span, double from, double way, double half) {
            double a = (-half - from) / way;
            double b = (half - from) / way;
            span[0] = Math.max(span[0], Math.min(a, b));
            span[1] = Math.min(span[1], Math.max(a, b));
            return span[0] <= span[1];
        }
    }
}
