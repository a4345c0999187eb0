package io.tailforge.quality.fault;

import static io.tailforge.quality.fault.Parameter.figure;

import io.tailforge.scene.artifact.ImageRegion;
import java.util.List;
import java.util.Optional;

/** Edits that paint on one camera's pictures. */
public final class PictureEdits implements Edit.Provider {
    /** Ghosts are of three frames before, as the list of faults has it. */
    private static final int GHOST_FRAMES = 3;

    @Override
    public List<Edit> edits() {
        Parameter share = figure("share", 0, 1);
        Parameter frames = figure("frames", 1, 1000);
        return List.of(
                new Edit(
                        "flicker",
                        "one camera's brightness has a random gain in each frame; in a part of the picture where area is below 1",
                        List.of(figure("sigma", 0, 1), figure("area", 0.001, 1, 1)),
                        PictureEdits::flicker),
                new Edit("gain", "one camera is brighter or darker", List.of(figure("gain", 0, 4)), PictureEdits::gain),
                new Edit("mirror", "one camera shows left as right", List.of(), PictureEdits::mirror),
                new Edit("black", "one camera is dead", List.of(), PictureEdits::black),
                new Edit(
                        "ghost",
                        "over one camera's pictures lies a share of what it showed three frames before",
                        List.of(share),
                        PictureEdits::ghost),
                new Edit(
                        "stick",
                        "over the lower part of one camera's pictures lies a share of its first frame",
                        List.of(share),
                        PictureEdits::stick),
                new Edit(
                        "blur",
                        "one camera is out of focus for some frames",
                        List.of(figure("sigma", 0.1, 20), frames),
                        PictureEdits::blur),
                new Edit(
                        "jitter",
                        "one camera shakes; all pictures are interpolated",
                        List.of(figure("sigma", 0, 20)),
                        PictureEdits::jitter),
                new Edit(
                        "morph",
                        "slow waves run through one camera's pictures; all pictures are interpolated",
                        List.of(figure("amplitude", 0, 20)),
                        PictureEdits::morph),
                new Edit(
                        "seam",
                        "from some frame on all cameras are warmer (red goes up by a share, blue down) or show all aside, pixels",
                        List.of(figure("warmth", 0, 1, 0), figure("shift", 0, 50, 0)),
                        PictureEdits::seam),
                new Edit(
                        "paste-vehicle",
                        "one camera shows a vehicle on the road that is not there; it drives across at speed, m/s",
                        List.of(figure("pixels", 4, 400), figure("speed", 0, 20, 0), frames),
                        PastedVehicle::place),
                new Edit(
                        "recolour-actor",
                        "an actor has another hue from some frame on, in all cameras",
                        List.of(figure("degrees", 1, 180)),
                        ActorHue::place));
    }

    private static Placed flicker(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        double area = settings.figure("area");
        ImageRegion region = area >= 1 ? Brushes.WHOLE : site.anyRegion(area);
        Brush brush = Brushes.flicker(settings.figure("sigma"), site.random().nextLong(), region);
        Place place = Place.of(camera);
        return new Placed(painted(site, camera, brush), area >= 1 ? place : place.within(region));
    }

    private static Placed gain(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        double gain = settings.figure("gain");
        double either = site.random().nextBoolean() ? gain : 1 / gain;
        return new Placed(painted(site, camera, Brushes.gain(either)), Place.of(camera));
    }

    private static Placed mirror(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        return new Placed(painted(site, camera, Brushes::mirror), Place.of(camera));
    }

    private static Placed black(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        return new Placed(new Fault.BlackCamera(camera), Place.of(camera));
    }

    private static Placed ghost(Site site, Settings settings) {
        site.requireMoving();
        String camera = site.anyCamera().name();
        return new Placed(
                painted(site, camera, Brushes.ghost(settings.figure("share"), GHOST_FRAMES)), Place.of(camera));
    }

    private static Placed stick(Site site, Settings settings) {
        site.requireMoving();
        String camera = site.anyCamera().name();
        ImageRegion road = new ImageRegion(0, 0.55, 1, 1);
        Brush brush = Brushes.stuck(settings.figure("share"), 0, road);
        return new Placed(painted(site, camera, brush), Place.of(camera).within(road));
    }

    private static Placed blur(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        int length = settings.count("frames");
        int first = site.anyStart(length);
        int last = first + length - 1;
        return new Placed(
                new Fault.Painted(camera, first, last, Brushes.blur(settings.figure("sigma"))),
                Place.of(camera, first, last));
    }

    private static Placed jitter(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        Warp warp = Warp.jitter(settings.figure("sigma"), site.random().nextLong());
        return new Placed(new Fault.Warped(camera, warp), Place.of(camera));
    }

    private static Placed morph(Site site, Settings settings) {
        String camera = site.anyCamera().name();
        Warp warp = Warp.waves(settings.figure("amplitude"), site.random().nextLong());
        return new Placed(new Fault.Warped(camera, warp), Place.of(camera));
    }

    private static Placed seam(Site site, Settings settings) {
        int first = site.anyStart(1);
        int last = site.frames() - 1;
        double sign = site.random().nextBoolean() ? 1 : -1;
        double shift = settings.figure("shift");
        Brush warmer = Brushes.warmth(sign * settings.figure("warmth"));
        Warp aside = Warp.aside(sign * shift, first);
        List<Fault> parts = site.cameras().stream()
                .<Fault>map(camera ->
                        shift == 0 ? new Fault.Painted(camera, first, last, warmer) : new Fault.Warped(camera, aside))
                .toList();
        return new Placed(new Fault.Several(parts), new Place(Optional.empty(), first, last, Optional.empty()));
    }

    private static Fault painted(Site site, String camera, Brush brush) {
        return new Fault.Painted(camera, 0, site.frames() - 1, brush);
    }
}
