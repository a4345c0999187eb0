package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/**
 * Holds cells of a camera's last two looks against the two before. What a cell shows may have come along with the standing
 * world, with the camera itself (its own lamps, far mirror images; mirror images of what is nearer lie between both), or with an
 * actor: its body, what is beside it, its shadow, its lamps' light, its mirror image. What leaves the range of brightness or
 * colour of all those places, in both of the last looks, is strange.
 */
final class CellPast {
    private static final int COLUMNS = CellPicture.COLUMNS;

    /** Levels of luma, blue and red difference by which a cell must leave its range. */
    private static final float[] STEP = {4, 1.33f, 1.33f};

    /** What is fine resolves as it is neared: steps that count for each step of contrast that its place had before. */
    private static final float OF_CONTRAST = 0.3f;

    /** Drawing that goes farther from look to look is blurred and not carried to the cell. */
    private static final double MOST_WAY = 4;

    /** Where cells are finer, what an actor mirrors is seen to move over it, and its shadow in all its tones; metres. */
    private static final double GLOSSY = 0.26;

    private final Look now;
    private final Look stays;
    private final Look before;
    private final Look first;
    private final SceneGeometry geometry;
    private final boolean[] rigid;

    /** Distance at which cells are as fine, metres along the axis. */
    private final double glossy;

    private final float[] least = new float[CellPicture.CHANNELS];
    private final float[] most = new float[CellPicture.CHANNELS];
    private float contrast;
    private boolean lost;

    /** @param rigid whether an actor keeps its shape, and its picture can be carried along, by index */
    CellPast(
            ClipEvidence clip, SceneGeometry geometry, boolean[] rigid, Look now, Look stays, Look before, Look first) {
        this.geometry = geometry;
        this.rigid = rigid;
        this.now = now;
        this.stays = stays;
        this.before = before;
        this.first = first;
        this.glossy = GLOSSY / cellAngle(geometry, now.frame());
    }

    /** Radians across a cell in the middle of the picture. */
    private static double cellAngle(SceneGeometry geometry, int frame) {
        int middle = CellPicture.nearest(COLUMNS / 2f, CellPicture.ROWS / 2f);
        return geometry.pointAtCell(frame, middle, 1).distanceTo(geometry.pointAtCell(frame, middle + 1, 1));
    }

    /** How many times the step that counts a cell leaves its range; 0 where nothing is known of its past. */
    float strangeness(int cell) {
        return now.view().instance()[cell] == 0 ? ofTheWorld(cell) : ofAnActor(cell);
    }

    private float ofTheWorld(int cell) {
        if (!now.known()[cell]) {
            return 0;
        }
        float x1 = now.column()[cell];
        float y1 = now.row()[cell];
        float x = cell % COLUMNS;
        float y = (float) (cell / COLUMNS);
        int then1 = CellPicture.nearest(x1, y1);
        if (Math.hypot(x1 - x, y1 - y) > MOST_WAY || !stays.known()[then1]) {
            return 0;
        }
        float x2 = CellPicture.between(stays.column(), x1, y1);
        float y2 = CellPicture.between(stays.row(), x1, y1);
        int then2 = CellPicture.nearest(x2, y2);
        if (!before.known()[then2]) {
            return 0;
        }
        float x3 = CellPicture.between(before.column(), x2, y2);
        float y3 = CellPicture.between(before.row(), x2, y2);
        int then3 = CellPicture.nearest(x3, y3);
        begin(cell);
        widen(before, then2);
        widen(before, CellPicture.nearest((x + x2) / 2, (y + y2) / 2));
        widen(first, then3);
        widen(first, CellPicture.nearest((x + x3) / 2, (y + y3) / 2));
        if (beyond(cell, x1, y1) > 1) {
            widenByActors(cell, then1, then2, then3);
        }
        return lost ? 0 : beyond(cell, x1, y1);
    }

    /** Those that may change its place at one of the four looks. */
    private void widenByActors(int cell, int then1, int then2, int then3) {
        widenByClaim(now, cell, cell);
        widenByClaim(stays, then1, cell);
        widenByClaim(before, then2, cell);
        widenByClaim(first, then3, cell);
        Vec3 place = geometry.pointAtCell(now.frame(), cell, CellMotion.depth(now.view(), cell));
        for (Look look : new Look[] {now, stays, before, first}) {
            look.around().eachReaching(place, instance -> widenAlong(instance, place));
        }
    }

    private void widenByClaim(Look look, int there, int cell) {
        int claimant = look.around().claimant(there);
        if (claimant > 0) {
            widenAlong(
                    claimant,
                    geometry.pointAtCell(now.frame(), cell, look.around().depth(there)));
        }
    }

    /** By where a place was when it goes with an actor. */
    private void widenAlong(int instance, Vec3 place) {
        if (geometry.depth(now.frame(), place) < glossy) {
            lost = true;
            return;
        }
        Optional<Pixel> then2 = along(instance, place, before);
        Optional<Pixel> then3 = along(instance, place, first);
        if (!rigid[instance - 1] || then2.isEmpty() || then3.isEmpty()) {
            lost = true;
            return;
        }
        widen(before, nearest(then2.get()));
        widen(first, nearest(then3.get()));
    }

    private float ofAnActor(int cell) {
        int instance = now.view().instance()[cell];
        if (instance > rigid.length || !rigid[instance - 1] || now.view().depth()[cell] < glossy) {
            return 0;
        }
        begin(cell);
        if (beyond(cell, cell % COLUMNS, (float) (cell / COLUMNS)) <= 1) {
            return 0;
        }
        Vec3 place = geometry.pointAtCell(now.frame(), cell, CellMotion.depth(now.view(), cell));
        Optional<Pixel> then1 = along(instance, place, stays);
        Optional<Pixel> then2 = along(instance, place, before);
        Optional<Pixel> then3 = along(instance, place, first);
        if (then1.isEmpty()
                || then2.isEmpty()
                || then3.isEmpty()
                || stays.view().instance()[nearest(then1.get())] != instance
                || before.view().instance()[nearest(then2.get())] != instance
                || first.view().instance()[nearest(then3.get())] != instance) {
            return 0;
        }
        widen(before, nearest(then2.get()));
        widen(first, nearest(then3.get()));
        widenBehind(cell, instance);
        return lost
                ? 0
                : beyond(cell, (float) then1.get().u(), (float) then1.get().v());
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
                widenAlong(beside, place);
            } else {
                geometry.project(before.frame(), place).ifPresent(there -> widen(before, nearest(there)));
                geometry.project(first.frame(), place).ifPresent(there -> widen(first, nearest(there)));
            }
        }
    }

    private Optional<Pixel> along(int instance, Vec3 place, Look look) {
        return geometry.carried(instance, now.frame(), look.frame(), place)
                .flatMap(there -> geometry.project(look.frame(), there));
    }

    private static int nearest(Pixel there) {
        return CellPicture.nearest((float) there.u(), (float) there.v());
    }

    private void begin(int cell) {
        lost = false;
        contrast = 0;
        for (int c = 0; c < CellPicture.CHANNELS; c++) {
            least[c] = Float.MAX_VALUE;
            most[c] = -Float.MAX_VALUE;
        }
        widenRange(before, cell);
        widenRange(first, cell);
    }

    private void widen(Look look, int cell) {
        contrast = Math.max(contrast, contrast(look, cell));
        widenRange(look, cell);
    }

    private void widenRange(Look look, int cell) {
        for (int c = 0; c < CellPicture.CHANNELS; c++) {
            least[c] = Math.min(least[c], look.picture().least()[c][cell]);
            most[c] = Math.max(most[c], look.picture().most()[c][cell]);
        }
    }

    /** @param x1 and {@code y1}: where its place was in the look before */
    private float beyond(int cell, float x1, float y1) {
        float greatest = 0;
        for (int c = 0; c < CellPicture.CHANNELS; c++) {
            float here = now.picture().channels()[c][cell];
            float stayed = CellPicture.between(stays.picture().channels()[c], x1, y1);
            float beyond = Math.max(Math.min(here, stayed) - most[c], least[c] - Math.max(here, stayed));
            greatest = Math.max(greatest, beyond / STEP[c]);
        }
        return greatest / Math.max(1, OF_CONTRAST * contrast);
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
}
