package io.tailforge.quality.fault;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.fault.Sightings.Sighting;
import io.tailforge.video.Frame;
import java.util.ArrayList;
import java.util.List;

/** An actor whose colours change their hue. */
final class ActorHue {
    private ActorHue() {}

    static Placed place(Site site, Settings settings) {
        int first = site.anyStart(Math.max(1, site.frames() / 3));
        int last = site.frames() - 1;
        List<Sighting> seen = site.sightings().at(first).stream()
                .filter(sighting -> site.sightings()
                        .find(sighting.camera(), Math.min(last, first + 6), sighting.actor())
                        .isPresent())
                .toList();
        if (seen.isEmpty()) {
            throw new NoPlaceException("no camera sees an actor big enough from frame " + first + " on");
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
        double r = rgb[at] & 0xff;
        double g = rgb[at + 1] & 0xff;
        double b = rgb[at + 2] & 0xff;
        double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        double u = (b - luma) / 1.8556;
        double v = (r - luma) / 1.5748;
        double u2 = u + share * (u * cos - v * sin - u);
        double v2 = v + share * (u * sin + v * cos - v);
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
