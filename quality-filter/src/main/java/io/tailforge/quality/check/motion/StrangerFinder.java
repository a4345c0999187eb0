package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Looks in one camera for what comes and stays a while although nothing should. The standing world is carried from look to
 * look; a cell of the last two looks that leaves the range of brightness or colour that its place, and the picture there, had
 * in the two looks before is strange. What the camera carries along itself (its own lamps, far mirror images) is explained by
 * the same cell of the picture, mirror images of what is nearer by places between both.
 */
final class StrangerFinder {
    private static final int COLUMNS = CellPicture.COLUMNS;
    private static final int ROWS = CellPicture.ROWS;

    /** Levels of luma, blue and red difference by which a cell must leave its range. */
    private static final float[] STEP = {4, 1.33f, 1.33f};

    /** What is fine resolves as it is neared: steps that count for each step of contrast that its place had before. */
    private static final float OF_CONTRAST = 0.3f;

    /** Drawing that goes farther from look to look is blurred and not carried to the cell. */
    private static final double MOST_WAY = 4;

    /** Fewer cells whose place is known tell nothing. */
    private static final int LEAST_KNOWN = 500;

    /** A stranger stands on the ground: share of its cells. */
    private static final double ON_GROUND = 0.25;

    /** Ground is that near the level of the ego's wheels, metres and metres a metre. */
    private static final double LEVEL = 0.4;

    private static final double SLOPE = 0.02;

    private static final double MOST = 4;

    private final ClipEvidence clip;
    private final KnownSurfaces surfaces;
    private final ActorSurroundings surroundings;
    private final CellMotion motion;

    /** Newest first, four at most. */
    private final Deque<Look> looks = new ArrayDeque<>();

    StrangerFinder(ClipEvidence clip, KnownSurfaces surfaces, ActorSurroundings surroundings, String camera) {
        this.clip = clip;
        this.surfaces = surfaces;
        this.surroundings = surroundings;
        this.motion = new CellMotion(clip, camera);
    }

    /**
     * A look.
     *
     * @param known cells whose place was seen in the look before, at {@code column}, {@code row} of it
     * @param ground those among them that show ground
     */
    private record Look(
            int frame,
            ExpectedView view,
            CellPicture picture,
            boolean[] known,
            boolean[] ground,
            float[] column,
            float[] row) {
        int count() {
            int count = 0;
            for (boolean cell : known) {
                count += cell ? 1 : 0;
            }
            return count;
        }
    }

    /** What has come by this frame; empty until there are four looks and where too little of the world is known. */
    Optional<List<Stranger>> look(CameraFrame frame, ExpectedView view) {
        looks.addFirst(take(frame, view));
        if (looks.size() < 4) {
            return Optional.empty();
        }
        Optional<List<Stranger>> strangers =
                looks.getFirst().count() < LEAST_KNOWN ? Optional.empty() : Optional.of(strangers());
        looks.removeLast();
        return strangers;
    }

    private Look take(CameraFrame frame, ExpectedView view) {
        boolean[] known = new boolean[COLUMNS * ROWS];
        boolean[] ground = new boolean[known.length];
        float[] column = new float[known.length];
        float[] row = new float[known.length];
        if (!looks.isEmpty()) {
            for (int cell = COLUMNS + 1; cell < known.length - COLUMNS - 1; cell++) {
                known[cell] = CellMotion.depth(view, cell) > 0 && CellMotion.isSteady(view, cell);
            }
            double[] places = motion.places(frame.index(), view, known);
            long time = motion.geometry().timestampMicros(frame.index());
            ground = ground(time, places, known);
            surroundings.takeOut(time, view, places, known);
            surfaces.takeOutOthers(time, places, known);
            Look before = looks.getFirst();
            motion.carry(places, before.frame(), before.view(), known, column, row);
        }
        return new Look(frame.index(), view, CellPicture.of(frame), known, ground, column, row);
    }

    /** Cells whose place is about as low as the ego's wheels. */
    private boolean[] ground(long timestampMicros, double[] places, boolean[] known) {
        Vec3 ego = clip.scene().ego().at(timestampMicros).translation();
        boolean[] ground = new boolean[known.length];
        for (int cell = 0; cell < ground.length; cell++) {
            double away = Math.hypot(places[3 * cell] - ego.x(), places[3 * cell + 1] - ego.y());
            ground[cell] = known[cell] && Math.abs(places[3 * cell + 2] - ego.z()) < LEVEL + SLOPE * away;
        }
        return ground;
    }

    private List<Stranger> strangers() {
        Iterator<Look> newest = looks.iterator();
        Look now = newest.next();
        Look stays = newest.next();
        Look before = newest.next();
        Look first = newest.next();
        float[] strange = new float[COLUMNS * ROWS];
        for (int cell = 0; cell < strange.length; cell++) {
            if (now.known()[cell]) {
                strange[cell] = strange(cell, now, stays, before, first);
            }
        }
        return list(strange, now.ground(), before.frame() + 1, now.frame());
    }

    private static float strange(int cell, Look now, Look stays, Look before, Look first) {
        float x1 = now.column()[cell];
        float y1 = now.row()[cell];
        float x = cell % COLUMNS;
        float y = (float) (cell / COLUMNS);
        if (Math.hypot(x1 - x, y1 - y) > MOST_WAY || !stays.known()[CellPicture.nearest(x1, y1)]) {
            return 0;
        }
        float x2 = CellPicture.between(stays.column(), x1, y1);
        float y2 = CellPicture.between(stays.row(), x1, y1);
        if (!before.known()[CellPicture.nearest(x2, y2)]) {
            return 0;
        }
        float x3 = CellPicture.between(before.column(), x2, y2);
        float y3 = CellPicture.between(before.row(), x2, y2);
        int[] then = {CellPicture.nearest(x2, y2), cell, CellPicture.nearest((x + x2) / 2, (y + y2) / 2)};
        int[] earlier = {CellPicture.nearest(x3, y3), cell, CellPicture.nearest((x + x3) / 2, (y + y3) / 2)};
        float most = 0;
        for (int c = 0; c < CellPicture.CHANNELS; c++) {
            float here = now.picture().channels()[c][cell];
            float stayed = CellPicture.between(stays.picture().channels()[c], x1, y1);
            float least = Math.min(least(before, c, then), least(first, c, earlier));
            float greatest = Math.max(most(before, c, then), most(first, c, earlier));
            float beyond = Math.max(Math.min(here, stayed) - greatest, least - Math.max(here, stayed));
            most = Math.max(most, beyond / STEP[c]);
        }
        return most / Math.max(1, OF_CONTRAST * Math.max(contrast(before, then[0]), contrast(first, earlier[0])));
    }

    /** Within a cell of a place, steps of the channel that shows most. */
    private static float contrast(Look look, int cell) {
        float greatest = 0;
        for (int c = 0; c < CellPicture.CHANNELS; c++) {
            float range = look.picture().most()[c][cell] - look.picture().least()[c][cell];
            greatest = Math.max(greatest, range / STEP[c]);
        }
        return greatest;
    }

    private static float least(Look look, int channel, int[] cells) {
        float[] values = look.picture().least()[channel];
        return Math.min(values[cells[0]], Math.min(values[cells[1]], values[cells[2]]));
    }

    private static float most(Look look, int channel, int[] cells) {
        float[] values = look.picture().most()[channel];
        return Math.max(values[cells[0]], Math.max(values[cells[1]], values[cells[2]]));
    }

    /** Parts that hang together, of squares of two cells at least. */
    private static List<Stranger> list(float[] strange, boolean[] ground, int firstFrame, int lastFrame) {
        boolean[] open = new boolean[strange.length];
        for (int cell = 0; cell < strange.length - COLUMNS - 1; cell++) {
            if (strange[cell] > 1
                    && strange[cell + 1] > 1
                    && strange[cell + COLUMNS] > 1
                    && strange[cell + COLUMNS + 1] > 1) {
                open[cell] = true;
                open[cell + 1] = true;
                open[cell + COLUMNS] = true;
                open[cell + COLUMNS + 1] = true;
            }
        }
        List<Stranger> strangers = new ArrayList<>();
        for (int cell = 0; cell < open.length; cell++) {
            if (open[cell]) {
                gather(open, strange, ground, cell, firstFrame, lastFrame).ifPresent(strangers::add);
            }
        }
        return strangers;
    }

    private static Optional<Stranger> gather(
            boolean[] open, float[] strange, boolean[] ground, int start, int firstFrame, int lastFrame) {
        Deque<Integer> next = new ArrayDeque<>(List.of(start));
        open[start] = false;
        double weight = 0;
        int cells = 0;
        int onGround = 0;
        int left = COLUMNS;
        int right = 0;
        int top = ROWS;
        int bottom = 0;
        while (!next.isEmpty()) {
            int cell = next.remove();
            cells++;
            onGround += ground[cell] ? 1 : 0;
            weight += Math.min(MOST, strange[cell]);
            left = Math.min(left, cell % COLUMNS);
            right = Math.max(right, cell % COLUMNS);
            top = Math.min(top, cell / COLUMNS);
            bottom = Math.max(bottom, cell / COLUMNS);
            for (int step : new int[] {-COLUMNS - 1, -COLUMNS, 1 - COLUMNS, -1, 1, COLUMNS - 1, COLUMNS, COLUMNS + 1}) {
                if (open[cell + step]) {
                    open[cell + step] = false;
                    next.add(cell + step);
                }
            }
        }
        return onGround > ON_GROUND * cells
                ? Optional.of(new Stranger(firstFrame, lastFrame, weight, left, top, right, bottom))
                : Optional.empty();
    }
}
