package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Standing places that one picture of a camera shows and that actors should cover in another, some time before or after. Where
 * an actor is there the other picture shows what that actor shows in this one, carried along its track; where nothing is there
 * it shows what stands behind.
 */
final class Uncovered {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** A smaller actor is not looked at. */
    private static final int LEAST_CELLS = 12;

    /** Places looked at for one actor in two pictures, about. */
    private static final int MOST_PLACES = 400;

    /** An actor's extent is looked at in steps of so many parts. */
    private static final int PARTS = 2;

    /** What lies closer behind an actor may be a part of it, or the road at its wheels. */
    private static final double BEHIND = 1.05;

    /** Both answers lie so far apart, pixels; else they are the same. */
    private static final double APART = 3;

    /** Farther away a cell's depth tells little, metres. */
    private static final float FAR = 150;

    /** Share of the visibility by which an actor may be nearer or farther in the other picture: else the air changes its looks. */
    private static final double SAME_AIR = 0.04;

    /** Share of the visibility up to which an actor can be told from what is behind: a seventh of its contrast is left. */
    private static final double VISIBLE = 0.65;

    /** By so many luma levels one of both answers must fit better. */
    private static final double CLEARLY = 8;

    private final SceneGeometry geometry;
    private final KnownSurfaces surfaces;
    private final double visibility;

    /** @param visibility in fog, metres */
    Uncovered(SceneGeometry geometry, KnownSurfaces surfaces, double visibility) {
        this.geometry = geometry;
        this.surfaces = surfaces;
        this.visibility = visibility;
    }

    /** A picture and what it should show. */
    record Sight(CameraFrame frame, ExpectedView view) {}

    /**
     * What the places behind one actor say.
     *
     * @param instance as in {@link ExpectedView#instance}
     * @param frame in which it should be seen
     * @param gone places that look like what stands behind
     * @param there places that look like the actor
     */
    record Votes(int instance, int frame, int gone, int there, ImageRegion region) {}

    /** @param covered picture in which actors should stand before what {@code bare} shows */
    List<Votes> listVotes(Sight covered, Sight bare) {
        List<Votes> votes = new ArrayList<>();
        extents(covered.view()).forEach((instance, extent) -> {
            if (extent.cells >= LEAST_CELLS && extent.nearest < VISIBLE * visibility) {
                votes.add(vote(covered, bare, instance, extent));
            }
        });
        return votes;
    }

    private Votes vote(Sight covered, Sight bare, int instance, Extent extent) {
        List<Answers> answers = listAnswers(covered, bare, instance, window(covered, bare, extent));
        int gone = 0;
        int there = 0;
        for (Answers answer : answers) {
            double better = answer.own() - answer.behind();
            gone += better > CLEARLY ? 1 : 0;
            there += better < -CLEARLY ? 1 : 0;
        }
        return new Votes(instance, covered.frame().index(), gone, there, extent.region());
    }

    /** By how much a place differs from the actor carried there, and from what stands behind, luma levels. */
    private record Answers(double own, double behind) {}

    private List<Answers> listAnswers(Sight covered, Sight bare, int instance, Extent window) {
        int area = Math.max(0, window.right - window.left + 1) * Math.max(0, window.bottom - window.top + 1);
        int stride = (int) Math.ceil(Math.sqrt((double) area / MOST_PLACES));
        List<Answers> answers = new ArrayList<>();
        for (int row = window.top; row <= window.bottom; row += stride) {
            for (int column = window.left; column <= window.right; column += stride) {
                int cell = row * COLUMNS + column;
                if (stands(bare.view(), cell)) {
                    findAnswers(covered, bare, instance, cell).ifPresent(answers::add);
                }
            }
        }
        return answers;
    }

    private Optional<Answers> findAnswers(Sight covered, Sight bare, int instance, int cell) {
        int at = covered.frame().index();
        int other = bare.frame().index();
        Vec3 place = geometry.pointAtCell(other, cell, bare.view().depth()[cell]);
        Optional<Pixel> seen = geometry.project(at, place)
                .filter(pixel -> isBehind(covered, instance, cellAt(pixel), place))
                .filter(pixel -> surfaces.counts(0, place, geometry.timestampMicros(at)));
        Pixel behind = new Pixel(geometry.cellU(cell % COLUMNS), geometry.cellV(cell / COLUMNS));
        return seen.flatMap(pixel -> findOwn(covered, bare, instance, pixel)
                .filter(own -> Math.hypot(own.u() - behind.u(), own.v() - behind.v()) >= APART)
                .map(own -> answers(covered.frame().grey(), pixel, bare.frame().grey(), own, behind)));
    }

    private boolean isBehind(Sight covered, int instance, int cell, Vec3 place) {
        return isWithin(covered.view(), instance, cell)
                && geometry.depth(covered.frame().index(), place)
                        > BEHIND * covered.view().depth()[cell];
    }

    /** Where the other picture shows what an actor shows at a pixel of this one. */
    private Optional<Pixel> findOwn(Sight covered, Sight bare, int instance, Pixel pixel) {
        int at = covered.frame().index();
        int other = bare.frame().index();
        Vec3 body = geometry.pointAt(at, pixel.u(), pixel.v(), covered.view().depth()[cellAt(pixel)]);
        return geometry.carried(instance, at, other, body)
                .filter(point ->
                        Math.abs(geometry.depth(other, point) - geometry.depth(at, body)) < SAME_AIR * visibility)
                .flatMap(point -> geometry.project(other, point))
                .filter(own -> bare.view().instance()[cellAt(own)] == instance);
    }

    private static Answers answers(Plane here, Pixel pixel, Plane there, Pixel own, Pixel behind) {
        double luma = mean(here, pixel);
        return new Answers(Math.abs(luma - mean(there, own)), Math.abs(luma - mean(there, behind)));
    }

    /** Whether a cell and those around it show what stands. */
    private static boolean stands(ExpectedView view, int cell) {
        float depth = view.depth()[cell];
        if (!(depth > 0 && depth < FAR)) {
            return false;
        }
        char[] instance = view.instance();
        for (int row = -COLUMNS; row <= COLUMNS; row += COLUMNS) {
            if ((instance[cell + row - 1] | instance[cell + row] | instance[cell + row + 1]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a cell and those beside it show an actor. */
    private static boolean isWithin(ExpectedView view, int actor, int cell) {
        int column = cell % COLUMNS;
        int row = cell / COLUMNS;
        char[] instance = view.instance();
        return column > 0
                && column < COLUMNS - 1
                && row > 0
                && row < ROWS - 1
                && instance[cell] == actor
                && instance[cell - 1] == actor
                && instance[cell + 1] == actor
                && instance[cell - COLUMNS] == actor
                && instance[cell + COLUMNS] == actor;
    }

    private int cellAt(Pixel at) {
        int column = Math.clamp((int) ((at.u() + 0.5) * COLUMNS / geometry.width()), 0, COLUMNS - 1);
        int row = Math.clamp((int) ((at.v() + 0.5) * ROWS / geometry.height()), 0, ROWS - 1);
        return row * COLUMNS + column;
    }

    /** Over a cell or so, which small shifts do not matter to. */
    private static double mean(Plane plane, Pixel at) {
        return (plane.sample(at.u() - 1, at.v() - 1)
                        + plane.sample(at.u() + 1, at.v() - 1)
                        + plane.sample(at.u() - 1, at.v() + 1)
                        + plane.sample(at.u() + 1, at.v() + 1))
                / 4;
    }

    private static Map<Integer, Extent> extents(ExpectedView view) {
        Map<Integer, Extent> extents = new TreeMap<>();
        for (int cell = 0; cell < view.instance().length; cell++) {
            if (view.instance()[cell] != 0) {
                Extent extent = extents.computeIfAbsent((int) view.instance()[cell], unused -> new Extent());
                extent.add(cell);
                extent.nearest = Math.min(extent.nearest, view.depth()[cell]);
            }
        }
        return extents;
    }

    /** Where in the bare picture that lies which is behind an actor in the covered one, a cell more to each side. */
    private Extent window(Sight covered, Sight bare, Extent actor) {
        Extent window = new Extent();
        for (int i = 0; i <= PARTS; i++) {
            for (int j = 0; j <= PARTS; j++) {
                double u = geometry.cellU(actor.left + (actor.right - actor.left) * i / PARTS);
                double v = geometry.cellV(actor.top + (actor.bottom - actor.top) * j / PARTS);
                for (double depth : new double[] {actor.nearest * BEHIND, actor.nearest * 2, FAR}) {
                    Vec3 behind = geometry.pointAt(covered.frame().index(), u, v, depth);
                    geometry.project(bare.frame().index(), behind).ifPresent(place -> window.add(cellAt(place)));
                }
            }
        }
        window.left = Math.max(1, window.left - 1);
        window.top = Math.max(1, window.top - 1);
        window.right = Math.min(COLUMNS - 2, window.right + 1);
        window.bottom = Math.min(ROWS - 2, window.bottom + 1);
        return window;
    }

    /** Cells, inclusive; none where {@code left} is beyond {@code right}. */
    private static final class Extent {
        private int left = COLUMNS;
        private int top = ROWS;
        private int right = -1;
        private int bottom = -1;
        private int cells;
        private float nearest = Float.MAX_VALUE;

        void add(int cell) {
            left = Math.min(left, cell % COLUMNS);
            top = Math.min(top, cell / COLUMNS);
            right = Math.max(right, cell % COLUMNS);
            bottom = Math.max(bottom, cell / COLUMNS);
            cells++;
        }

        ImageRegion region() {
            return ImageRegion.ofPixels(left, top, right + 1, bottom + 1, COLUMNS, ROWS);
        }
    }
}
