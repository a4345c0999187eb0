package io.tailforge.quality.check.motion;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/**
 * Holds a camera's last two looks against the two before, at half the working size. What is seen may have come along with the
 * standing world, with the camera itself (its own lamps, far mirror images; mirror images of what is nearer lie between both),
 * or with an actor: its body, what is beside it, its shadow, its lamps' light, its mirror image. What leaves the range of
 * brightness or colour of all those places, in both of the last looks and by more than it changes within them, is strange.
 */
final class CellPast {
    private static final int COLUMNS = CellGrid.COLUMNS;

    /** Drawing that goes farther from look to look is blurred and not carried to the cell. */
    private static final double MOST_WAY = 4;

    /** For each pixel that a place has moved it may be as far off. */
    private static final double OF_WAY = 0.12;

    /** Of a cell's way to the one before, by how much it may change from cell to cell. */
    private static final float MOST_GROWTH = 0.3f;

    /** Where edges of depth have moved against each other by more in three looks, cells, nothing is known. */
    private static final float MOST_SLIDE = 1;

    /** Where edges of depth move against each other by more, cells, what is beside a place may have come to it. */
    private static final float SLIDES = 0.15f;

    /** What an actor mirrors glides over it, and its shadow has tones: as far about a place on it, metres. */
    private static final double GLIDES = 0.25;

    /** A walker's limbs go as far. */
    private static final double SWINGS = 0.4;

    /** Wider windows tell nothing. */
    private static final int MOST_RADIUS = 6;

    private final CellMotion motion;
    private final SceneGeometry geometry;
    private final ActorSurroundings surroundings;
    private final boolean[] rigid;
    private final boolean whole;
    private final Look now;
    private final Look stays;
    private final Look before;
    private final Look first;
    private final int width;
    private final int height;
    private final float across;
    private final float down;

    private final PastRange range;
    private boolean lost;
    private float[] strange = new float[0];

    /** @param rigid whether an actor keeps its shape, and its picture can be carried along, by index */
    CellPast(
            CellMotion motion,
            ActorSurroundings surroundings,
            boolean[] rigid,
            boolean whole,
            Look now,
            Look stays,
            Look before,
            Look first) {
        this.motion = motion;
        this.geometry = motion.geometry();
        this.surroundings = surroundings;
        this.rigid = rigid;
        this.whole = whole;
        this.now = now;
        this.stays = stays;
        this.before = before;
        this.first = first;
        this.width = now.picture().width();
        this.height = now.picture().height();
        this.across = (float) width / COLUMNS;
        this.down = (float) height / CellGrid.ROWS;
        this.range = new PastRange(now, stays, surroundings.areDark());
    }

    /** How many times the step that counts each pixel of the half picture leaves its range; 0 where its past is not known. */
    float[] strangeness() {
        strange = new float[width * height];
        for (int row = 1; row < CellGrid.ROWS - 1; row++) {
            for (int column = 1; column < COLUMNS - 1; column++) {
                int cell = row * COLUMNS + column;
                if (now.view().instance()[cell] == 0) {
                    ofTheWorld(cell);
                } else {
                    ofAnActor(cell);
                }
            }
        }
        return strange;
    }

    private void ofTheWorld(int cell) {
        if (!now.known()[cell]) {
            return;
        }
        float x = cell % COLUMNS;
        float y = (float) (cell / COLUMNS);
        float x1 = now.column()[cell];
        float y1 = now.row()[cell];
        int then1 = CellGrid.nearest(x1, y1);
        if (Math.hypot(x1 - x, y1 - y) > MOST_WAY || !stays.known()[then1]) {
            return;
        }
        float x2 = x1 + shift(stays, stays.column(), x1, y1, 0);
        float y2 = y1 + shift(stays, stays.row(), x1, y1, 1);
        int then2 = CellGrid.nearest(x2, y2);
        if (!before.known()[then2]) {
            return;
        }
        float x3 = x2 + shift(before, before.column(), x2, y2, 0);
        float y3 = y2 + shift(before, before.row(), x2, y2, 1);
        int then3 = CellGrid.nearest(x3, y3);
        float slide = now.slide()[cell] + stays.slide()[then1] + before.slide()[then2];
        if (slide > MOST_SLIDE) {
            return;
        }
        double way = across * Math.hypot(x3 - x, y3 - y);
        begin((int) (1 + OF_WAY * way + (slide > SLIDES ? Math.ceil(slide * across) : 0)));
        grow(cell);
        widen(before, x2 - x, y2 - y);
        widen(first, x3 - x, y3 - y);
        if (!mark(cell, x1 - x, y1 - y)) {
            return;
        }
        if (surroundings.areDark() || surroundings.areWet() || !now.ground()[cell]) {
            widen(before, 0, 0);
            widen(first, 0, 0);
            widen(before, (x2 - x) / 2, (y2 - y) / 2);
            widen(first, (x3 - x) / 2, (y3 - y) / 2);
        }
        widenByActors(cell, then1, then2, then3);
        mark(cell, x1 - x, y1 - y);
    }

    /** Cells that a place has moved by since the look before. @param axis 0: to the right, 1: down */
    private static float shift(Look look, float[] there, float column, float row, int axis) {
        int x = Math.clamp((int) column, 0, COLUMNS - 2);
        int y = Math.clamp((int) row, 0, CellGrid.ROWS - 2);
        int corner = y * COLUMNS + x;
        if (!(look.known()[corner]
                && look.known()[corner + 1]
                && look.known()[corner + COLUMNS]
                && look.known()[corner + COLUMNS + 1])) {
            int nearest = CellGrid.nearest(column, row);
            return there[nearest] - (axis == 0 ? nearest % COLUMNS : nearest / COLUMNS);
        }
        float a = column - x;
        float b = row - y;
        float above = (1 - a) * there[corner] + a * there[corner + 1];
        float below = (1 - a) * there[corner + COLUMNS] + a * there[corner + COLUMNS + 1];
        return (1 - b) * above + b * below - (axis == 0 ? column : row);
    }

    /** How the way of the world changes across a cell. */
    private void grow(int cell) {
        boolean beside = now.known()[cell - 1] && now.known()[cell + 1];
        boolean above = now.known()[cell - COLUMNS] && now.known()[cell + COLUMNS];
        float x = beside ? (now.column()[cell + 1] - now.column()[cell - 1]) / 2 - 1 : 0;
        float y = above ? (now.row()[cell + COLUMNS] - now.row()[cell - COLUMNS]) / 2 - 1 : 0;
        if (Math.max(Math.abs(x), Math.abs(y)) < MOST_GROWTH) {
            range.grow(x, y);
        }
    }

    /** Those that may change its place at one of the four looks. */
    private void widenByActors(int cell, int then1, int then2, int then3) {
        widenByClaim(now, cell, cell);
        widenByClaim(stays, then1, cell);
        widenByClaim(before, then2, cell);
        widenByClaim(first, then3, cell);
        Vec3 place = geometry.pointAtCell(now.frame(), cell, CellMotion.depth(now.view(), cell));
        for (Look look : new Look[] {now, stays, before, first}) {
            look.around().eachReaching(place, instance -> widenAlong(instance, cell, place));
        }
    }

    private void widenByClaim(Look look, int there, int cell) {
        int claimant = look.around().claimant(there);
        if (claimant > 0) {
            widenAlong(
                    claimant,
                    cell,
                    geometry.pointAtCell(now.frame(), cell, look.around().depth(there)));
        }
    }

    /** By where a place was when it goes with an actor. */
    private void widenAlong(int instance, int cell, Vec3 place) {
        Optional<Pixel> then2 = along(instance, place, before);
        Optional<Pixel> then3 = along(instance, place, first);
        range.blur(blur(instance, place));
        if (!whole || then2.isEmpty() || then3.isEmpty() || range.radius() > MOST_RADIUS) {
            lost = true;
        } else {
            widen(before, cell, then2.get());
            widen(first, cell, then3.get());
        }
    }

    /** How far about a place what an actor does there may have been, pixels of the half picture. */
    private int blur(int instance, Vec3 place) {
        double metres = rigid[instance - 1] ? GLIDES : SWINGS;
        double depth = Math.max(0.1, geometry.depth(now.frame(), place));
        return (int) Math.ceil(metres / (depth * motion.cellAngle()) * across);
    }

    private void ofAnActor(int cell) {
        int instance = now.view().instance()[cell];
        if (!whole || surroundings.areDark() || instance > rigid.length || !rigid[instance - 1]) {
            return;
        }
        begin(1);
        widen(before, 0, 0);
        widen(first, 0, 0);
        if (!mark(cell, 0, 0)) {
            return;
        }
        Vec3 place = geometry.pointAtCell(now.frame(), cell, CellMotion.depth(now.view(), cell));
        range.blur(blur(instance, place));
        Optional<Pixel> then1 = along(instance, place, stays);
        Optional<Pixel> then2 = along(instance, place, before);
        Optional<Pixel> then3 = along(instance, place, first);
        lost = range.radius() > MOST_RADIUS
                || then1.isEmpty()
                || then2.isEmpty()
                || then3.isEmpty()
                || stays.view().instance()[nearest(then1.get())] != instance
                || before.view().instance()[nearest(then2.get())] != instance
                || first.view().instance()[nearest(then3.get())] != instance;
        if (!lost) {
            widen(before, cell, then2.get());
            widen(first, cell, then3.get());
            widenBehind(cell, instance);
            mark(cell, (float) (then1.get().u() - cell % COLUMNS), (float)
                    (then1.get().v() - cell / COLUMNS));
        } else {
            mark(cell, 0, 0);
        }
    }

    /** At its outline an actor lets something of what is behind it through. */
    private void widenBehind(int cell, int instance) {
        for (int step : new int[] {-COLUMNS, -1, 1, COLUMNS}) {
            int beside = now.view().instance()[cell + step];
            if (beside == instance) {
                continue;
            }
            Vec3 place = geometry.pointAtCell(now.frame(), cell, CellMotion.depth(now.view(), cell + step));
            if (beside > 0) {
                widenAlong(beside, cell, place);
            } else {
                geometry.project(before.frame(), place).ifPresent(there -> widen(before, cell, there));
                geometry.project(first.frame(), place).ifPresent(there -> widen(first, cell, there));
            }
        }
    }

    private Optional<Pixel> along(int instance, Vec3 place, Look look) {
        return geometry.carried(instance, now.frame(), look.frame(), place)
                .flatMap(there -> geometry.project(look.frame(), there));
    }

    private static int nearest(Pixel there) {
        return CellGrid.nearest((float) there.u(), (float) there.v());
    }

    private void begin(int within) {
        lost = false;
        range.begin(within);
    }

    private void widen(Look look, int cell, Pixel there) {
        widen(look, (float) (there.u() - cell % COLUMNS), (float) (there.v() - cell / COLUMNS));
    }

    /** @param right and {@code below}: cells */
    private void widen(Look look, float right, float below) {
        range.widen(look.picture(), right * across, below * down, look == before ? 2 : 3);
    }

    /**
     * Tells how strange the pixels of a cell are.
     *
     * @param right and {@code below}: cells to where it was in the look that stays
     * @return whether one is
     */
    private boolean mark(int cell, float right, float below) {
        boolean any = false;
        int x0 = Math.round(cell % COLUMNS * across);
        int x1 = Math.round((cell % COLUMNS + 1) * across);
        int y0 = Math.round(cell / COLUMNS * down);
        int y1 = Math.round((cell / COLUMNS + 1) * down);
        for (int y = y0; y < y1; y++) {
            float offY = y + 0.5f - (cell / COLUMNS + 0.5f) * down;
            for (int x = x0; x < x1; x++) {
                float offX = x + 0.5f - (cell % COLUMNS + 0.5f) * across;
                strange[y * width + x] = lost ? 0 : range.beyond(x, y, offX, offY, right * across, below * down);
                any |= strange[y * width + x] > 1;
            }
        }
        return any;
    }
}
