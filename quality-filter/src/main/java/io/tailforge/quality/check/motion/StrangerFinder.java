package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Looks in one camera for what comes and stays a while although nothing should: the standing world is carried from look to
 * look, and what {@link CellPast} cannot explain by it or by an actor is strange. Of a generator that has not rendered our world
 * only the standing world is carried: bodies, shadows and lamps of actors may be others there, and so all that they change is
 * left out.
 */
final class StrangerFinder {
    private static final int COLUMNS = CellGrid.COLUMNS;
    private static final int ROWS = CellGrid.ROWS;

    /** Fewer cells whose place is known tell nothing. */
    private static final int LEAST_KNOWN = 500;

    /** Ground is that near the level of the ego's wheels, metres and metres a metre. */
    private static final double LEVEL = 0.4;

    private static final double SLOPE = 0.02;

    private final ClipEvidence clip;
    private final KnownSurfaces surfaces;
    private final ActorSurroundings surroundings;
    private final CellMotion motion;
    private final TurningLights lights;

    /** Actors whose pictures can be carried along, by index. */
    private final boolean[] rigid;

    /** Newest first, four at most. */
    private final Deque<Look> looks = new ArrayDeque<>();

    StrangerFinder(ClipEvidence clip, KnownSurfaces surfaces, ActorSurroundings surroundings, String camera) {
        this.clip = clip;
        this.surfaces = surfaces;
        this.surroundings = surroundings;
        this.motion = new CellMotion(clip, camera);
        this.lights = new TurningLights(clip.scene());
        this.rigid = new boolean[clip.scene().actors().size()];
        for (int i = 0; i < rigid.length; i++) {
            rigid[i] = clip.scene().actors().get(i).actorClass().isVehicle();
        }
    }

    /** What has come by this frame; empty until there are four looks and where too little of the world is known. */
    Optional<List<Stranger>> look(CameraFrame frame, ExpectedView view) {
        looks.addFirst(take(frame, view));
        if (looks.size() < 4) {
            return Optional.empty();
        }
        Optional<List<Stranger>> strangers =
                looks.getFirst().countKnown() < LEAST_KNOWN ? Optional.empty() : Optional.of(strangers());
        looks.removeLast();
        return strangers;
    }

    private Look take(CameraFrame frame, ExpectedView view) {
        boolean[] known = new boolean[COLUMNS * ROWS];
        boolean[] ground = new boolean[known.length];
        float[] slide = new float[known.length];
        float[] column = new float[known.length];
        float[] row = new float[known.length];
        long time = motion.geometry().timestampMicros(frame.index());
        ActorSurroundings.Around around = surroundings.at(time, view);
        if (!looks.isEmpty()) {
            Look before = looks.getFirst();
            for (int cell = COLUMNS + 1; cell < known.length - COLUMNS - 1; cell++) {
                known[cell] = CellMotion.depth(view, cell) > 0 && view.instance()[cell] == 0;
            }
            double[] places = motion.places(frame.index(), view, known);
            ground = ground(time, view, places, known);
            float[] ways = motion.ways(frame.index(), before.frame(), places, known);
            for (int cell = 0; cell < known.length; cell++) {
                slide[cell] = known[cell] ? CellMotion.slide(ways[cell], view, cell) : 0;
                known[cell] &= slide[cell] <= CellMotion.MOST_SLIDE;
            }
            if (!surfaces.areWhole()) {
                around.takeOut(places, known);
            }
            surfaces.takeOutOthers(time, places, known);
            motion.carry(places, ways, before.frame(), before.view(), known, column, row);
        }
        return new Look(frame.index(), view, HalfPicture.of(frame), known, ground, slide, column, row, around);
    }

    /** Cells whose place is about as low as the ego's wheels. */
    private boolean[] ground(long timestampMicros, ExpectedView view, double[] places, boolean[] known) {
        Vec3 ego = clip.scene().ego().at(timestampMicros).translation();
        boolean[] ground = new boolean[known.length];
        for (int cell = 0; cell < ground.length; cell++) {
            double away = Math.hypot(places[3 * cell] - ego.x(), places[3 * cell + 1] - ego.y());
            ground[cell] = view.instance()[cell] > 0
                    || known[cell] && Math.abs(places[3 * cell + 2] - ego.z()) < LEVEL + SLOPE * away;
        }
        return ground;
    }

    private List<Stranger> strangers() {
        Iterator<Look> newest = looks.iterator();
        Look now = newest.next();
        Look stays = newest.next();
        Look before = newest.next();
        Look first = newest.next();
        if (lights.turn(first.frame(), now.frame())) {
            return List.of();
        }
        CellPast past = new CellPast(motion, surroundings, rigid, surfaces.areWhole(), now, stays, before, first);
        return Stranger.listIn(past.strangeness(), now, before.frame() + 1);
    }
}
