package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Follows points of known depth from each frame to the next, once for all checks of a run: where ego motion, track and
 * calibration put them, and where the picture has them. Keeps one frame and one expected view of each camera.
 */
final class PointMotion {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** In smaller pictures a pixel is too coarse: at 160 wide clean clips seem to pass at 0.9 to 1.1 of the ego's speed. */
    private static final int LEAST_WIDTH = 300;

    /** A point may be found as far from where it is expected, pixels at 640 wide. */
    private static final double REACH = 7;

    private static final double IN_PLACE = 2;

    /** Something nearer than this share of a point's depth hides it. */
    private static final double HIDDEN = 0.9;

    /** Where fewer of the points are found, share, other times are tried. */
    private static final double LOST = 0.5;

    /** From here on a road mirrors what stands behind it; the mirrored goes another way than the road. */
    private static final double WET = 0.3;

    /** At another time so many times as many points must fit: on a wet road half of all go with the reflections. */
    private static final long INSTEAD = 3;

    /** Of all points, share; by chance a quarter is found somewhere within reach, and the best of twelve times is taken. */
    private static final double BEYOND_CHANCE = 0.4;

    private static final int[] LEAPS = {0, 2, 3, 4, 5, 6, 8, 11, -1, -2, -3, -4};
    private static final double[] UNWARPED = {1, 0, 0, 1};

    /** Of fewer followed points no share is told. */
    static final int LEAST_POINTS = 12;

    private final ClipEvidence clip;
    private final KnownSurfaces surfaces;
    private final boolean wet;
    private final TexturedCells cells = new TexturedCells();
    private final PatchTracker tracker = new PatchTracker();
    private final Map<String, Lens> lenses = new HashMap<>();

    PointMotion(ClipEvidence clip) {
        this.clip = clip;
        this.surfaces = KnownSurfaces.of(clip);
        this.wet = clip.scene().variation().weather().roadWetness() > WET;
    }

    KnownSurfaces surfaces() {
        return surfaces;
    }

    /** The pair that ends with this frame; empty for a camera's first one and in small pictures. */
    Optional<FramePair> follow(CameraFrame frame) {
        return lens(frame).flatMap(lens -> lens.pair);
    }

    /** Of that pair, worked out once. */
    Optional<PairFigures> figures(CameraFrame frame) {
        return lens(frame).flatMap(Lens::figures);
    }

    /** The camera's, with this frame as its last. */
    private Optional<Lens> lens(CameraFrame frame) {
        if (frame.grey().width() < LEAST_WIDTH
                || frame.index() >= clip.scene().grid().frames()) {
            return Optional.empty();
        }
        Lens lens = lenses.computeIfAbsent(frame.camera(), camera -> new Lens(clip, frame));
        if (lens.last.index() != frame.index() || lens.view.isEmpty()) {
            advance(lens, frame);
        }
        return Optional.of(lens);
    }

    private void advance(Lens lens, CameraFrame frame) {
        ExpectedView view = surfaces.views().look(frame.camera(), frame.index());
        lens.pair = lens.view.isPresent() && frame.index() == lens.last.index() + 1
                ? Optional.of(pair(lens, lens.view.get(), frame, view))
                : Optional.empty();
        lens.figures = Optional.empty();
        lens.last = frame;
        lens.view = Optional.of(view);
    }

    private FramePair pair(Lens lens, ExpectedView viewBefore, CameraFrame after, ExpectedView viewAfter) {
        List<FollowedPoint> points = new ArrayList<>();
        for (int cell : cells.pick(lens.last.grey(), viewBefore)) {
            follow(lens, viewBefore, cell, after, viewAfter).ifPresent(points::add);
        }
        return new FramePair(lens.last, after, lens.geometry, viewBefore, viewAfter, points, leap(lens, after, points));
    }

    /** Tries other times where the frame's own one does not fit. */
    private OptionalInt leap(Lens lens, CameraFrame after, List<FollowedPoint> points) {
        List<FollowedPoint> standing =
                points.stream().filter(point -> point.instance() == 0).toList();
        long found = standing.stream().filter(FollowedPoint::isFound).count();
        if (standing.size() < LEAST_POINTS || found > LOST * standing.size()) {
            return OptionalInt.empty();
        }
        int best = 1;
        long inPlace = standing.stream()
                .filter(point -> point.isInPlace(lens.inPlace()))
                .count();
        long most = Math.max(Math.max(LEAST_POINTS, INSTEAD * inPlace), Math.round(BEYOND_CHANCE * standing.size()));
        for (int leap : LEAPS) {
            long fitting = standing.stream()
                    .filter(point -> fits(lens, point, after, leap))
                    .count();
            if (fitting > most) {
                most = fitting;
                best = leap;
            }
        }
        return best == 1 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private boolean fits(Lens lens, FollowedPoint point, CameraFrame after, int leap) {
        int from = lens.last.index();
        int time = from + leap;
        if (time < 0 || time >= clip.scene().grid().frames()) {
            return false;
        }
        Vec3 world = lens.geometry.pointAt(from, point.u(), point.v(), point.depth());
        Optional<Pixel> place = lens.geometry.project(time, world);
        if (place.isEmpty() || !tracker.take(lens.last.grey(), point.u(), point.v())) {
            return false;
        }
        double likeness =
                tracker.find(after.grey(), place.get().u(), place.get().v(), UNWARPED, lens.reach());
        return likeness >= FollowedPoint.ALIKE;
    }

    private Optional<FollowedPoint> follow(
            Lens lens, ExpectedView before, int cell, CameraFrame after, ExpectedView viewAfter) {
        Plane grey = lens.last.grey();
        double u = TexturedCells.u(grey, cell % COLUMNS);
        double v = TexturedCells.v(grey, cell / COLUMNS);
        int instance = before.instance()[cell];
        int from = lens.last.index();
        Vec3 world = lens.geometry.pointAtCell(from, cell, before.depth()[cell]);
        if (!surfaces.counts(instance, world, lens.geometry.timestampMicros(from)) || !tracker.take(grey, u, v)) {
            return Optional.empty();
        }
        Optional<Vec3> carried = lens.geometry.carried(instance, from, after.index(), world);
        Optional<Pixel> expected = carried.flatMap(point -> lens.geometry.project(after.index(), point));
        if (expected.isEmpty()
                || isHidden(
                        viewAfter, grey, expected.get(), lens.geometry.depth(after.index(), carried.orElseThrow()))) {
            return Optional.empty();
        }
        Pixel to = expected.get();
        double telling = wet && lens.isLevel(before, cell) ? 0 : tracker.telling(to.u() - u, to.v() - v);
        return lens.warp(before, cell, instance, after.index(), to)
                .map(warp -> found(lens, after.grey(), u, v, to, telling, instance, before.depth()[cell], warp));
    }

    private FollowedPoint found(
            Lens lens,
            Plane plane,
            double u,
            double v,
            Pixel expected,
            double telling,
            int instance,
            double depth,
            double[] warp) {
        double likeness = tracker.find(plane, expected.u(), expected.v(), warp, lens.reach());
        return new FollowedPoint(
                u,
                v,
                expected.u(),
                expected.v(),
                tracker.foundU(),
                tracker.foundV(),
                likeness,
                telling,
                instance,
                depth,
                warp,
                likeness < 0 ? 0 : tracker.brighter(),
                likeness < 0 ? 0 : tracker.sharper());
    }

    /** Whether something else stands before a place of a picture. @param depth of what would be there, metres */
    static boolean isHidden(ExpectedView view, Plane grey, Pixel at, double depth) {
        int column = (int) ((at.u() + 0.5) * COLUMNS / grey.width());
        int row = (int) ((at.v() + 0.5) * ROWS / grey.height());
        for (int y = Math.max(0, row - 1); y <= Math.min(ROWS - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(COLUMNS - 1, column + 1); x++) {
                if (view.depth()[y * COLUMNS + x] < HIDDEN * depth) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is kept of a camera. */
    private static final class Lens {
        /** A patch that grows or shrinks by more is not the same patch any more. */
        private static final double MOST_WARP = 1.6;

        /** Cosine of the slope up to which a surface is level. */
        private static final double LEVEL = 0.9;

        private final SceneGeometry geometry;
        private CameraFrame last;
        private Optional<ExpectedView> view = Optional.empty();
        private Optional<FramePair> pair = Optional.empty();
        private Optional<PairFigures> figures = Optional.empty();

        Lens(ClipEvidence clip, CameraFrame first) {
            WorkingSize size =
                    new WorkingSize(first.grey().width(), first.grey().height());
            this.geometry = SceneGeometry.of(clip.scene(), first.camera(), size);
            this.last = first;
        }

        Optional<PairFigures> figures() {
            if (figures.isEmpty()) {
                figures = pair.map(PairFigures::of);
            }
            return figures;
        }

        double reach() {
            return Math.max(2, REACH * geometry.width() / CameraFrame.MOST_WIDTH);
        }

        /** A point so near to its place is in it, pixels: by chance one is found anywhere within reach. */
        double inPlace() {
            return IN_PLACE * geometry.width() / CameraFrame.MOST_WIDTH;
        }

        /** Whether the surface around a cell is level, from its neighbours to the right and below. */
        boolean isLevel(ExpectedView view, int cell) {
            Vec3 here = world(view, cell);
            Vec3 right = world(view, cell + 1).minus(here);
            Vec3 below = world(view, cell + COLUMNS).minus(here);
            Vec3 normal = right.cross(below);
            return Math.abs(normal.z()) > LEVEL * normal.norm();
        }

        private Vec3 world(ExpectedView view, int cell) {
            return geometry.pointAtCell(last.index(), cell, view.depth()[cell]);
        }

        /** How the surface around a cell is turned and stretched, from its neighbours to the right and below. */
        Optional<double[]> warp(ExpectedView view, int cell, int instance, int to, Pixel expected) {
            Plane grey = last.grey();
            double stepU = (double) grey.width() / COLUMNS;
            double stepV = (double) grey.height() / ROWS;
            Optional<Pixel> right = seen(view, cell + 1, instance, to);
            Optional<Pixel> below = seen(view, cell + COLUMNS, instance, to);
            if (right.isEmpty() || below.isEmpty()) {
                return Optional.empty();
            }
            double[] warp = {
                (right.get().u() - expected.u()) / stepU,
                (below.get().u() - expected.u()) / stepV,
                (right.get().v() - expected.v()) / stepU,
                (below.get().v() - expected.v()) / stepV
            };
            double area = warp[0] * warp[3] - warp[1] * warp[2];
            return area > 1 / MOST_WARP && area < MOST_WARP ? Optional.of(warp) : Optional.empty();
        }

        private Optional<Pixel> seen(ExpectedView view, int cell, int instance, int to) {
            return geometry.carried(instance, last.index(), to, world(view, cell))
                    .flatMap(point -> geometry.project(to, point));
        }
    }
}
