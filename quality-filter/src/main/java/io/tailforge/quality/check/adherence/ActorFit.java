package io.tailforge.quality.check.adherence;

import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.check.adherence.Outline.Border;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import java.util.Optional;
import java.util.stream.IntStream;

/** How much edge the pictures have along an actor's outline where the actor should be, and at places beside that. */
final class ActorFit {
    private static final int REACH = 16;
    private static final double STEP_METRES = 0.25;

    /** A place so near to the right one is the right one still. */
    private static final double IN_PLACE_METRES = 0.25;

    private static final double IN_PLACE_PIXELS = 2;
    private static final double BESIDE_METRES = 0.5;
    private static final double BESIDE_PIXELS = 4;

    /** Share of the outline that must lie within the picture at a place beside. */
    private static final double LEAST_SHARE = 0.7;

    private static final double MOVED_METRES = 0.5;

    private static final int LEAST_BORDERS = 100;
    private static final int LEAST_BESIDE = 4;

    private final double[] sum = new double[2 * REACH + 1];
    private final double[] pixels = new double[sum.length];
    private final int[] count = new int[sum.length];
    private int moments;
    private Optional<Moment> last = Optional.empty();

    private record Moment(Vec3 eye, Vec3 actor) {
        boolean isLike(Moment other) {
            return eye.distanceTo(other.eye) < MOVED_METRES && actor.distanceTo(other.actor) < MOVED_METRES;
        }
    }

    /**
     * Another picture.
     *
     * @param camera at the picture's size
     * @param worldFromRig when it is taken
     * @param worldFromActor likewise
     */
    void add(Outline outline, PictureEdges edges, Camera camera, Pose worldFromRig, Pose worldFromActor) {
        note(new Moment(worldFromRig.translation(), worldFromActor.translation()));
        Pose worldFromCamera = worldFromRig.times(camera.rigFromCamera());
        Vec3 left = worldFromCamera.inverse().rotate(worldFromActor.rotate(new Vec3(0, STEP_METRES, 0)));
        var projection = camera.model().prepared();
        double scaleX = (double) camera.model().width() / FrameLuma.COLUMNS;
        double scaleY = (double) camera.model().height() / FrameLuma.ROWS;
        double[] xyz = new double[3];
        double[] uv = new double[2];
        for (Border border : outline.borders()) {
            double u = (border.column() + 0.5) * scaleX - 0.5;
            double v = (border.row() + 0.5) * scaleY - 0.5;
            projection.ray(u, v, xyz);
            double scale = border.depth() / xyz[2];
            for (int i = 0; i < sum.length; i++) {
                Vec3 moved = left.times(i - REACH);
                if (projection.project(
                                xyz[0] * scale + moved.x(), xyz[1] * scale + moved.y(), border.depth() + moved.z(), uv)
                        && edges.contains(uv[0], uv[1])) {
                    sum[i] += edges.at(uv[0], uv[1], border.upright());
                    pixels[i] += Math.hypot(uv[0] - u, uv[1] - v);
                    count[i]++;
                }
            }
        }
    }

    private void note(Moment moment) {
        if (last.filter(moment::isLike).isEmpty()) {
            last = Optional.of(moment);
            moments++;
        }
    }

    /** Stretches of outline seen, over all pictures. */
    int borders() {
        return count[REACH];
    }

    /** Times at which something had moved since the time before: what stands, before a camera that stands, tells its place once. */
    int moments() {
        return moments;
    }

    /** Whether enough of it is seen, and its place can be told from others. */
    boolean isJudged() {
        return borders() >= LEAST_BORDERS && places().filter(this::isBeside).count() >= LEAST_BESIDE;
    }

    /** Edge along the outline in place, the best within a quarter of a metre. */
    double inPlace() {
        return places().filter(this::isInPlace).mapToDouble(this::edge).max().orElse(0);
    }

    /** Edge along the outline at the best place beside. */
    double bestBeside() {
        return edge(best());
    }

    /** Metres to the actor's left of the best place beside. */
    double bestMetres() {
        return metres(best());
    }

    /** What there usually is beside. */
    double usualBeside() {
        double[] beside =
                places().filter(this::isBeside).mapToDouble(this::edge).sorted().toArray();
        return (beside[(beside.length - 1) / 2] + beside[beside.length / 2]) / 2;
    }

    private int best() {
        return places().filter(this::isBeside)
                .boxed()
                .max((a, b) -> Double.compare(edge(a), edge(b)))
                .orElse(REACH);
    }

    private IntStream places() {
        return IntStream.range(0, sum.length).filter(i -> count[i] > 0 && count[i] >= LEAST_SHARE * count[REACH]);
    }

    private boolean isInPlace(int i) {
        return Math.abs(metres(i)) <= IN_PLACE_METRES || pixels[i] <= IN_PLACE_PIXELS * count[i];
    }

    private boolean isBeside(int i) {
        return Math.abs(metres(i)) >= BESIDE_METRES && pixels[i] >= BESIDE_PIXELS * count[i];
    }

    private double edge(int i) {
        return sum[i] / Math.max(1, count[i]);
    }

    private static double metres(int i) {
        return (i - REACH) * STEP_METRES;
    }
}
