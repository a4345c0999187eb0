package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.video.Frame;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** How one camera's frames are drawn in a strip: cut to the region, plain or with what is expected. */
final class Picture {
    private static final Color NOTHING = new Color(0x262e3a);

    private final Finding finding;
    private final Film film;
    private final Expected expected;
    private final Optional<ImageRegion> region;
    private final Crop crop;

    /** @param own whether the finding's region is one of this camera */
    Picture(ClipEvidence clip, Finding finding, String camera, Film film, boolean own) {
        this(
                finding,
                film,
                new Expected(clip.scene(), clip.map(), camera, film.size()),
                own && finding.camera().isPresent() ? finding.region() : Optional.empty(),
                Crop.of(
                        own && finding.camera().isPresent() ? finding.region() : Optional.empty(),
                        film.size().width(),
                        film.size().height()));
    }

    private Picture(Finding finding, Film film, Expected expected, Optional<ImageRegion> region, Crop crop) {
        this.finding = finding;
        this.film = film;
        this.expected = expected;
        this.region = region;
        this.crop = crop;
    }

    boolean isZoomed() {
        return !crop.isWhole(film.size().width());
    }

    /** The same without a cut. */
    Picture whole() {
        return new Picture(
                finding,
                film,
                expected,
                region,
                Crop.of(Optional.empty(), film.size().width(), film.size().height()));
    }

    int height(int width) {
        return Math.max(2, Math.round((float) width * crop.height() / crop.width()));
    }

    void draw(Canvas canvas, Optional<Frame> frame, int index, int y, int width, int height, boolean withExpected) {
        canvas.fill(NOTHING, 0, y, width, height);
        if (frame.isPresent()) {
            canvas.picture(frame.get(), crop, 0, y, width, height);
        } else {
            canvas.write(film.why().orElse("no such frame"), Canvas.DIM, 8, y + height / 2, Caption.SIZE);
        }
        canvas.clip(new Rectangle2D.Double(0, y, width, height));
        AffineTransform place = AffineTransform.getTranslateInstance(0, y);
        place.scale((double) width / crop.width(), (double) height / crop.height());
        place.translate(-crop.left(), -crop.top());
        if (withExpected) {
            drawExpected(canvas, index, place);
        }
        region.ifPresent(part -> drawRegion(canvas, part, index, place));
        canvas.unclip();
    }

    private void drawExpected(Canvas canvas, int index, AffineTransform place) {
        canvas.draw(Canvas.LANE, place.createTransformedShape(expected.lines(index)), 1.3, 0.75f);
        for (Expected.Box box : expected.boxes(index)) {
            boolean named = Words.names(finding.detail(), box.actor());
            Path2D wire = box.wire();
            canvas.draw(
                    named ? Canvas.NAMED : Canvas.BOX,
                    place.createTransformedShape(wire),
                    named ? 2.2 : 1.3,
                    named ? 1 : 0.8f);
            if (named) {
                Rectangle2D bounds = place.createTransformedShape(wire).getBounds2D();
                int x = (int) Math.max(2, bounds.getX());
                int y = (int) Math.max(2, bounds.getY() - 20);
                canvas.write(box.actor(), Canvas.NAMED, x, y, Caption.SIZE);
            }
        }
    }

    private void drawRegion(Canvas canvas, ImageRegion part, int index, AffineTransform place) {
        int w = film.size().width();
        int h = film.size().height();
        Rectangle2D box = new Rectangle2D.Double(
                part.left() * w, part.top() * h, (part.right() - part.left()) * w, (part.bottom() - part.top()) * h);
        boolean within = Moments.isWithin(finding, index);
        canvas.draw(
                within ? Caption.colourOf(finding.severity()) : Canvas.DIM,
                place.createTransformedShape(box),
                within ? 2 : 1,
                1);
    }
}
