package io.tailforge.quality.fault;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.quality.check.MapLanes;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.video.Frame;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A vehicle that is not there: a flat drawing of one, upright on a lane that the camera sees, as bright as the picture, of a size in pixels where it
 * first appears. It stands, or drives square to the camera's view.
 */
final class PastedVehicle {
    /** Height of the drawing as a share of its width. */
    private static final double ASPECT = 0.45;

    /** Of a place on the road that lies as far off as a vehicle of that size does. */
    private static final int MOST_TRIES = 500;

    /** Metres across. */
    private static final double SMALLEST = 2;

    private static final double LARGEST = 6;

    /** What the drawings' brightness is for: a mean luma of a sunny picture. */
    private static final double USUAL_LUMA = 110;

    private final SceneGeometry geometry;
    private final Vec3 foot;
    private final Vec3 side;
    private final double metres;
    private final double speed;
    private final int first;
    private final double fps;
    private final int[] paint;

    private PastedVehicle(
            Site site, SceneGeometry geometry, Vec3 foot, Vec3 side, double metres, double speed, int first) {
        this.geometry = geometry;
        this.foot = foot;
        this.side = side;
        this.metres = metres;
        this.speed = speed;
        this.first = first;
        this.fps = site.scene().grid().fps();
        SplittableRandom random = site.random();
        this.paint = new int[] {random.nextInt(60, 230), random.nextInt(60, 230), random.nextInt(60, 230)};
    }

    static Placed place(Site site, Settings settings) {
        int length = Math.min(settings.count("frames"), site.frames() - 6);
        int first = site.anyStart(length);
        return site.camerasInAnyOrder().stream()
                .map(camera -> findPlace(site, settings, camera.name(), first, first + length - 1))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new NoPlaceException("no stretch of road in any camera's picture"));
    }

    private static Optional<Placed> findPlace(Site site, Settings settings, String camera, int first, int last) {
        WorkingSize size =
                new WorkingSize(site.scene().grid().width(), site.scene().grid().height());
        SceneGeometry geometry = SceneGeometry.of(site.scene(), camera, size);
        Road road = Road.seenBy(site, geometry, camera, first);
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<PastedVehicle> found =
                    find(site, geometry, settings, first).filter(vehicle -> road.shows(vehicle.foot));
            Optional<ImageRegion> region = found.flatMap(vehicle -> vehicle.region((first + last) / 2));
            if (found.isPresent() && region.isPresent()) {
                PastedVehicle vehicle = found.get();
                Brush brush = (index, picture, before) -> vehicle.draw(index, picture);
                return Optional.of(new Placed(
                        new Fault.Painted(camera, first, last, brush),
                        Place.of(camera, first, last).within(region.get())));
            }
        }
        return Optional.empty();
    }

    /**
     * The lanes about the ego, where a camera sees them in a frame.
     *
     * @param view what it ought to see, where that is known
     */
    private record Road(SceneGeometry geometry, int frame, LaneHeights lanes, Optional<ExpectedView> view) {
        /** Something nearer than this share of a place's distance stands before it. */
        private static final double HIDDEN = 0.9;

        static Road seenBy(Site site, SceneGeometry geometry, String camera, int frame) {
            Vec3 ego = site.scene().ego().at(geometry.timestampMicros(frame)).translation();
            return new Road(
                    geometry,
                    frame,
                    LaneHeights.around(MapLanes.of(site.clip().map()), ego),
                    site.clip().expected().map(views -> views.look(camera, frame)));
        }

        boolean shows(Vec3 place) {
            return !Double.isNaN(lanes.at(place.x(), place.y()))
                    && geometry.project(frame, place)
                            .filter(at -> isInSight(at, geometry.depth(frame, place)))
                            .isPresent();
        }

        private boolean isInSight(Pixel at, double depth) {
            int column = (int) ((at.u() + 0.5) * FrameLuma.COLUMNS / geometry.width());
            int row = (int) ((at.v() + 0.5) * FrameLuma.ROWS / geometry.height());
            int cell = Math.min(row, FrameLuma.ROWS - 1) * FrameLuma.COLUMNS + Math.min(column, FrameLuma.COLUMNS - 1);
            return view.isEmpty() || view.get().depth()[cell] > HIDDEN * depth;
        }
    }

    /** On the ground below a random pixel of the picture's middle. */
    private static Optional<PastedVehicle> find(Site site, SceneGeometry geometry, Settings settings, int frame) {
        double u = geometry.width() * site.random().nextDouble(0.2, 0.8);
        double v = geometry.height() * site.random().nextDouble(0.45, 0.85);
        Vec3 ray = geometry.ray(frame, u, v);
        Pose camera = geometry.worldFromCamera(frame, v);
        double ground = site.scene()
                .ego()
                .at(geometry.timestampMicros(frame))
                .translation()
                .z();
        double distance = (ground - camera.translation().z()) / ray.z();
        if (!(ray.z() < 0 && distance < 80)) {
            return Optional.empty();
        }
        Vec3 foot = camera.translation().plus(ray.times(distance));
        double depth = geometry.depth(frame, foot);
        Vec3 beside = geometry.pointAt(frame, u + 1, v, depth);
        double metres = beside.distanceTo(foot) * settings.figure("pixels");
        if (metres < SMALLEST || metres > LARGEST) {
            return Optional.empty();
        }
        Vec3 across = beside.minus(foot);
        Vec3 side = new Vec3(across.x(), across.y(), 0).normalized();
        double sign = u < geometry.width() / 2.0 ? 1 : -1;
        return Optional.of(
                new PastedVehicle(site, geometry, foot, side.times(sign), metres, settings.figure("speed"), frame));
    }

    private Vec3 footAt(int frame) {
        return foot.plus(side.times(speed * (frame - first) / fps));
    }

    /** Left, top, right, bottom in pixels; empty where it is not in the picture. */
    private Optional<double[]> box(int frame) {
        Vec3 here = footAt(frame);
        if (geometry.depth(frame, here) < 1) {
            return Optional.empty();
        }
        Optional<Pixel> a = geometry.project(frame, here.plus(side.times(-metres / 2)));
        Optional<Pixel> b = geometry.project(frame, here.plus(side.times(metres / 2)));
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        double left = Math.min(a.get().u(), b.get().u());
        double right = Math.max(a.get().u(), b.get().u());
        double bottom = (a.get().v() + b.get().v()) / 2;
        return Optional.of(new double[] {left, bottom - ASPECT * (right - left), right, bottom});
    }

    private Optional<ImageRegion> region(int frame) {
        return box(frame)
                .map(box -> ImageRegion.ofPixels(box[0], box[1], box[2], box[3], geometry.width(), geometry.height()));
    }

    private void draw(int frame, Frame picture) {
        Optional<double[]> found = box(frame);
        if (found.isEmpty()) {
            return;
        }
        double[] box = found.get();
        double brightness = meanLuma(picture) / USUAL_LUMA;
        for (int y = (int) Math.max(0, box[1]); y <= Math.min(picture.height() - 1, box[3]); y++) {
            for (int x = (int) Math.max(0, box[0]); x <= Math.min(picture.width() - 1, box[2]); x++) {
                draw(
                        picture,
                        3 * (y * picture.width() + x),
                        (x - box[0]) / (box[2] - box[0]),
                        (y - box[1]) / (box[3] - box[1]),
                        brightness);
            }
        }
    }

    /** @param s across the drawing, 0..1, {@code t} down it */
    private void draw(Frame picture, int at, double s, double t, double brightness) {
        boolean roof = t < 0.45;
        if (roof && (s < 0.2 + 0.15 * (0.45 - t) || s > 0.85 - 0.2 * (0.45 - t))) {
            return;
        }
        boolean wheel = t > 0.8 && (Math.abs(s - 0.2) < 0.09 || Math.abs(s - 0.8) < 0.09);
        if (t > 0.88 && !wheel) {
            return;
        }
        boolean window = roof && t > 0.08 && Math.abs(s - 0.52) > 0.03;
        for (int c = 0; c < 3; c++) {
            double shade = wheel ? 25 : window ? 45 : paint[c] * (1.1 - 0.4 * t);
            picture.bytes()[at + c] = (byte) Math.clamp(Math.round(shade * brightness), 0, 255);
        }
    }

    private static double meanLuma(Frame picture) {
        double sum = 0;
        for (int i = 1; i < picture.bytes().length; i += 3) {
            sum += picture.bytes()[i] & 0xff;
        }
        return sum / (picture.bytes().length / 3.0);
    }
}
