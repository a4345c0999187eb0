package io.tailforge.quality.fault;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.fault.Sightings.Sighting;
import io.tailforge.video.Frame;
import java.util.ArrayList;
import java.util.List;

/** An actor whose colours change their hue. Grey ones have none that could change. */
final class ActorHue {
    /** Mean change of an actor's colour differences below which its own codec noise hides it, levels. */
    private static final double LEAST_CHANGE = 2;

    private ActorHue() {}

    static Placed place(Site site, Settings settings) {
        int first = site.anyStart(Math.max(1, site.frames() / 3));
        int last = site.frames() - 1;
        List<Sighting> seen = site.sightings().at(first).stream()
                .filter(sighting -> site.sightings()
                        .find(sighting.camera(), Math.min(last, first + 6), sighting.actor())
                        .isPresent())
                .filter(sighting -> changes(site, sighting, settings.figure("degrees")))
                .toList();
        if (seen.isEmpty()) {
            throw new NoPlaceException(
                    "no camera sees an actor with a colour, and big enough, from frame " + first + " on");
        }
        Sighting chosen = seen.get(site.random().nextInt(seen.size()));
        double degrees = settings.figure("degrees") * (site.random().nextBoolean() ? 1 : -1);
        List<Fault> parts = new ArrayList<>();
        for (String camera : site.cameras()) {
            Brush brush = (index, picture, before) ->
                    turn(picture, site.sightings().view(camera, index), chosen.actor() + 1, degrees);
            parts.add(new Fault.Painted(camera, first, last, brush));
        }
        return new Placed(
                new Fault.Several(parts), Place.of(chosen.camera(), first, last).within(chosen.region()));
    }

    /** Whether the actor has so much colour that a turn of it can be seen. */
    private static boolean changes(Site site, Sighting sighting, double degrees) {
        try (VideoReel reel = new VideoReel(site.video(sighting.camera()))) {
            Frame picture = reel.frame(sighting.frame());
            ExpectedView view = site.sightings().view(sighting.camera(), sighting.frame());
            double turned = 2 * StrictMath.sin(StrictMath.toRadians(degrees) / 2);
            return turned * saturation(picture, view, sighting.actor() + 1) >= LEAST_CHANGE;
        }
    }

    /** Mean length of the colour differences, levels. */
    private static double saturation(Frame picture, ExpectedView view, int instance) {
        double sum = 0;
        double weight = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double share = share(view, instance, x, y, picture.width(), picture.height());
                if (share > 0) {
                    double[] uv = uv(picture.bytes(), 3 * (y * picture.width() + x));
                    sum += share * Math.hypot(uv[0], uv[1]);
                    weight += share;
                }
            }
        }
        return weight == 0 ? 0 : sum / weight;
    }

    /** Blue and red difference of a pixel, levels. */
    private static double[] uv(byte[] rgb, int at) {
        double luma = luma(rgb, at);
        return new double[] {((rgb[at + 2] & 0xff) - luma) / 1.8556, ((rgb[at] & 0xff) - luma) / 1.5748};
    }

    private static double luma(byte[] rgb, int at) {
        return 0.2126 * (rgb[at] & 0xff) + 0.7152 * (rgb[at + 1] & 0xff) + 0.0722 * (rgb[at + 2] & 0xff);
    }

    /** Luma stays. */
    private static void turn(Frame picture, ExpectedView view, int instance, double degrees) {
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        byte[] bytes = picture.bytes();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double share = share(view, instance, x, y, picture.width(), picture.height());
                if (share > 0) {
                    turn(bytes, 3 * (y * picture.width() + x), share, sin, cos);
                }
            }
        }
    }

    private static void turn(byte[] rgb, int at, double share, double sin, double cos) {
        double luma = luma(rgb, at);
        double[] uv = uv(rgb, at);
        double u2 = uv[0] + share * (uv[0] * cos - uv[1] * sin - uv[0]);
        double v2 = uv[1] + share * (uv[0] * sin + uv[1] * cos - uv[1]);
        double r2 = luma + 1.5748 * v2;
        double b2 = luma + 1.8556 * u2;
        rgb[at] = sample(r2);
        rgb[at + 1] = sample((luma - 0.2126 * r2 - 0.0722 * b2) / 0.7152);
        rgb[at + 2] = sample(b2);
    }

    private static byte sample(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    /** How much of a pixel is the actor's, 0..1, between the middles of the grid's cells. */
    private static double share(ExpectedView view, int instance, int x, int y, int width, int height) {
        double column = (x + 0.5) * FrameLuma.COLUMNS / width - 0.5;
        double row = (y + 0.5) * FrameLuma.ROWS / height - 0.5;
        int c = (int) Math.floor(column);
        int r = (int) Math.floor(row);
        double fc = column - c;
        double fr = row - r;
        double sum = (1 - fr) * ((1 - fc) * is(view, instance, c, r) + fc * is(view, instance, c + 1, r))
                + fr * ((1 - fc) * is(view, instance, c, r + 1) + fc * is(view, instance, c + 1, r + 1));
        return Math.clamp(2 * sum - 0.5, 0, 1);
    }

    private static int is(ExpectedView view, int instance, int column, int row) {
        int c = Math.clamp(column, 0, FrameLuma.COLUMNS - 1);
        int r = Math.clamp(row, 0, FrameLuma.ROWS - 1);
        return view.instance()[r * FrameLuma.COLUMNS + c] == instance ? 1 : 0;
    }
}
