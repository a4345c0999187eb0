package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.video.Frame;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A finding about pictures: a row as the video has them, below it the same with what the scene expects there. A finding about
 * two cameras (its own and one that its words name) has both; one about none shows all cameras at its frame.
 */
final class CameraStrip {
    private static final int PANEL = 320;
    private static final int GAP = 6;
    private static final int MARGIN = 8;
    private static final int LABEL = 24;
    private static final int MOST_CAMERAS = 6;

    private final ClipEvidence clip;
    private final Finding finding;

    CameraStrip(ClipEvidence clip, Finding finding) {
        this.clip = clip;
        this.finding = finding;
    }

    /** One picture of the strip: a camera at a frame. */
    private record Shot(String camera, int frame) {}

    Canvas draw() {
        List<List<Shot>> bands = bands();
        List<Canvas> drawn = bands.stream().map(this::drawBand).toList();
        int width =
                Math.max(3 * PANEL, drawn.stream().mapToInt(Canvas::width).max().orElse(0)) + 2 * MARGIN;
        Caption caption = Caption.of(finding, "frame", width);
        Optional<Pulse> pulse = finding.camera().map(camera -> Pulse.of(clip, camera, finding));
        int height = MARGIN + caption.height() + LABEL + (pulse.isPresent() ? PulsePlot.HEIGHT : 0);
        Canvas canvas = new Canvas(
                width, height + drawn.stream().mapToInt(Canvas::height).sum());
        caption.write(canvas, MARGIN, MARGIN);
        int y = MARGIN + caption.height();
        for (Canvas band : drawn) {
            canvas.paste(band, MARGIN, y);
            y += band.height();
        }
        if (pulse.isPresent()) {
            new PulsePlot(canvas, MARGIN, width - MARGIN).draw(pulse.get(), finding, y);
            y += PulsePlot.HEIGHT;
        }
        legend(canvas, y);
        return canvas;
    }

    private List<List<Shot>> bands() {
        int frames = clip.scene().grid().frames();
        if (finding.camera().isEmpty() && named().isEmpty()) {
            int middle = Moments.middle(finding, frames);
            return List.of(clip.scene().rig().cameras().stream()
                    .limit(MOST_CAMERAS)
                    .map(camera -> new Shot(camera.name(), middle))
                    .toList());
        }
        List<Integer> moments = Moments.of(finding, frames);
        TreeSet<String> others = named();
        finding.camera().ifPresent(others::remove);
        List<String> cameras = new ArrayList<>(finding.camera().stream().toList());
        others.stream().limit(2L - cameras.size()).forEach(cameras::add);
        return cameras.stream()
                .map(camera ->
                        moments.stream().map(frame -> new Shot(camera, frame)).toList())
                .toList();
    }

    private TreeSet<String> named() {
        TreeSet<String> named = new TreeSet<>();
        for (Camera camera : clip.scene().rig().cameras()) {
            if (Words.names(finding.detail(), camera.name())) {
                named.add(camera.name());
            }
        }
        return named;
    }

    private Canvas drawBand(List<Shot> shots) {
        List<Canvas> columns = new ArrayList<>();
        String camera = shots.isEmpty() ? "" : shots.getFirst().camera();
        boolean oneCamera = shots.stream().allMatch(shot -> shot.camera().equals(camera));
        if (oneCamera && !shots.isEmpty()) {
            columns.addAll(drawCamera(camera, shots.stream().map(Shot::frame).toList()));
        } else {
            shots.forEach(shot -> columns.addAll(drawCamera(shot.camera(), List.of(shot.frame()))));
        }
        int width = columns.stream().mapToInt(column -> column.width() + GAP).sum();
        int height = columns.stream().mapToInt(Canvas::height).max().orElse(1);
        Canvas band = new Canvas(Math.max(1, width), height + GAP);
        int x = 0;
        for (Canvas column : columns) {
            band.paste(column, x, 0);
            x += column.width() + GAP;
        }
        return band;
    }

    private List<Canvas> drawCamera(String camera, List<Integer> frames) {
        Film film = Film.of(clip, camera, frames);
        boolean own = finding.camera().isEmpty() || finding.camera().get().equals(camera);
        Picture picture = new Picture(clip, finding, camera, film, own);
        List<Canvas> columns = new ArrayList<>();
        if (picture.isZoomed()) {
            int middle = frames.get(frames.size() / 2);
            columns.add(column(picture.whole(), film, middle, camera, Canvas.DIM));
        }
        for (int frame : frames) {
            boolean within = Moments.isWithin(finding, frame);
            Color colour = within ? Caption.colourOf(finding.severity()) : Canvas.DIM;
            String label = picture.isZoomed() || frames.size() > 1 ? "frame " + frame : camera;
            columns.add(column(picture, film, frame, label, colour));
        }
        return columns;
    }

    private static Canvas column(Picture picture, Film film, int frame, String label, Color colour) {
        int height = picture.height(PANEL);
        Canvas column = new Canvas(PANEL, LABEL + 2 * height + GAP);
        String text = label.length() * Letters.WIDTH * Caption.SIZE > PANEL
                ? label.substring(0, PANEL / (Letters.WIDTH * Caption.SIZE))
                : label;
        column.write(text, colour, 0, 2, Caption.SIZE);
        Optional<Frame> pixels = Optional.ofNullable(film.frames().get(frame));
        picture.draw(column, pixels, frame, LABEL, PANEL, height, false);
        picture.draw(column, pixels, frame, LABEL + height + GAP, PANEL, height, true);
        return column;
    }

    private void legend(Canvas canvas, int y) {
        int x = canvas.write("below, expected: ", Canvas.DIM, MARGIN, y, Caption.SIZE);
        x = canvas.write("map lines  ", Canvas.LANE, x, y, Caption.SIZE);
        x = canvas.write("boxes of tracks  ", Canvas.BOX, x, y, Caption.SIZE);
        if (clip.scene().actors().stream().anyMatch(actor -> Words.names(finding.detail(), actor.id()))) {
            x = canvas.write("named above  ", Canvas.NAMED, x, y, Caption.SIZE);
        }
        if (finding.region().isPresent()) {
            canvas.write("region", Caption.colourOf(finding.severity()), x, y, Caption.SIZE);
        }
    }
}
