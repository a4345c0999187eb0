package io.tailforge.quality.fault;

import static io.tailforge.quality.fault.Parameter.figure;

import io.tailforge.scene.sensor.Camera;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Edits that show a camera's own pictures in another order. */
public final class OrderEdits implements Edit.Provider {
    @Override
    public List<Edit> edits() {
        Parameter frames = figure("frames", 1, 1000);
        return List.of(
                new Edit(
                        "repeat-frames",
                        "one camera shows a frame again, so many times, while the ego moves; with grain each time anew",
                        List.of(frames, figure("grain", 0, 20, 0)),
                        OrderEdits::repeat),
                new Edit(
                        "drop-frames",
                        "one camera leaves frames out; what comes too late at the end is rendered, or else the last frame again",
                        List.of(frames),
                        OrderEdits::drop),
                new Edit(
                        "reverse-frames",
                        "one camera shows a stretch of frames backwards; two frames are exchanged",
                        List.of(figure("frames", 2, 1000)),
                        OrderEdits::reverse),
                new Edit(
                        "jump-back",
                        "one camera goes on from so many frames earlier",
                        List.of(frames),
                        OrderEdits::jumpBack),
                new Edit("end-early", "one camera's video ends early", List.of(frames), OrderEdits::endEarly),
                new Edit("swap-cameras", "two cameras show each other's pictures", List.of(), OrderEdits::swap));
    }

    private static Placed repeat(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        int length = settings.count("frames");
        int first = site.anyMovingStart(length);
        Fault frozen = new Fault.FrozenRun(camera, first, length);
        double grain = settings.figure("grain");
        Fault fault = grain == 0
                ? frozen
                : new Fault.Several(List.of(
                        frozen,
                        new Fault.Painted(
                                camera,
                                first,
                                first + length - 1,
                                Brushes.grain(grain, site.random().nextLong()))));
        return new Placed(fault, Place.of(camera, first, first + length - 1));
    }

    private static Placed drop(Site site, Settings settings) throws java.io.IOException {
        String camera = site.anyCamera().name();
        int count = settings.count("frames");
        int first = site.anyMovingStart(1);
        Place place = Place.of(camera, first, first);
        if (site.studio().isPresent() && SceneChanges.lasts(site.scene(), count)) {
            return new Placed(SceneEdits.late(site, camera, first, count), place);
        }
        return new Placed(new Fault.DroppedFrames(camera, first, count), place);
    }

    private static Placed reverse(Site site, Settings settings) {
        int length = settings.count("frames");
        int first = site.anyMovingStart(length);
        int last = first + length - 1;
        return reordered(site, site.anyCamera(), first, last, i -> i < first || i > last ? i : first + last - i);
    }

    private static Placed jumpBack(Site site, Settings settings) {
        int count = settings.count("frames");
        site.requireMoving();
        int most = site.frames() - 3;
        if (count > most) {
            throw new NoPlaceException("the clip is too short to jump back " + count + " frames");
        }
        int first = site.random().nextInt(count, most + 1);
        return reordered(site, site.anyCamera(), first, first, i -> i < first ? i : i - count);
    }

    private static Placed reordered(Site site, Camera camera, int first, int last, IntUnaryOperator source) {
        List<Integer> sources =
                IntStream.range(0, site.frames()).map(source).boxed().toList();
        return new Placed(new Fault.Reordered(camera.name(), sources), Place.of(camera.name(), first, last));
    }

    private static Placed endEarly(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        int count = settings.count("frames");
        int first = site.frames() - count;
        return new Placed(new Fault.MissingTail(camera, count), Place.of(camera, first, site.frames() - 1));
    }

    private static Placed swap(Site site, Settings settings) {
        List<Camera> cameras = new ArrayList<>(site.scene().rig().cameras());
        if (cameras.size() < 2) {
            throw new NoPlaceException("the rig has one camera");
        }
        String a = cameras.remove(site.random().nextInt(cameras.size())).name();
        String b = cameras.remove(site.random().nextInt(cameras.size())).name();
        int last = site.frames() - 1;
        return new Placed(
                new Fault.Several(List.of(
                        new Fault.Spliced(a, 0, last, site.video(b), 0),
                        new Fault.Spliced(b, 0, last, site.video(a), 0))),
                Place.of(a));
    }
}
