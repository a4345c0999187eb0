package io.tailforge.conditioning.view;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.video.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * Draws a layout as a street plan: y up, x to the right, a chevron each 20 m in the direction of travel. The bar at the
 * lower left is one of {@link #barMetres() 1, 2, 5, 10 ... m} long. No text is drawn: it would need fonts.
 */
public final class MapView {
    private static final double CHEVRON_EVERY = 20;
    private static final double PAINT_METRES = 0.15;
    private static final Color GROUND = new Color(0xf3f1ea);
    private static final Color CHEVRON = new Color(0xff, 0xff, 0xff, 150);
    private static final Color EGO = new Color(0xe0218a);

    private final LayoutReading reading;
    private final Window window;

    private MapView(LayoutReading reading, Window window) {
        this.reading = reading;
        this.window = window;
    }

    /** A view of the whole layout. */
    public static MapView ofAll(LayoutReading reading, int width, int height) {
        return new MapView(reading, Window.around(reading.map(), width, height));
    }

    /** A view of what lies within a radius (metres) of a place. */
    public static MapView around(LayoutReading reading, double x, double y, double radius, int width, int height) {
        return new MapView(reading, Window.around(x, y, radius, width, height));
    }

    /** RGB24. */
    public Frame draw() {
        BufferedImage image = new BufferedImage(window.width(), window.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(GROUND);
        pen.fillRect(0, 0, window.width(), window.height());
        drawBar(pen);
        pen.transform(window.pixelsFromMetres());
        drawMap(pen, reading.map());
        reading.recording().ifPresent(recording -> drawDrive(pen, recording));
        pen.dispose();
        return frame(image);
    }

    private void drawMap(Graphics2D pen, HdMap map) {
        each(map, MapElement.DrivableArea.class, area -> fill(pen, Window.area(area.area()), 0xc9c7c1));
        each(map, MapElement.Walkway.class, way -> fill(pen, Window.between(way.left(), way.right()), 0xdccfb6));
        each(map, MapElement.Lane.class, lane -> drawSurface(pen, lane));
        each(map, MapElement.Crosswalk.class, zebra -> fill(pen, Window.area(zebra.area()), 0x8b5dff));
        each(map, MapElement.RoadMarking.class, marking -> fill(pen, Window.area(marking.area()), 0xe8e8e8));
        each(map, MapElement.Kerb.class, kerb -> stroke(pen, kerb.line(), 0xa39b8b, solid(0.2)));
        each(map, MapElement.RoadBoundary.class, edge -> stroke(pen, edge.line(), 0x1d1f24, solid(0.2)));
        each(map, MapElement.LaneLine.class, line -> drawPaint(pen, line));
        each(map, MapElement.WaitLine.class, line -> stroke(pen, line.line(), 0xd4351c, solid(0.4)));
        each(map, MapElement.Lane.class, lane -> drawChevrons(pen, lane));
        each(map, MapElement.Pole.class, pole -> dot(pen, pole.axis().first(), 0x7a5230, 0.3));
        each(map, MapElement.TrafficSign.class, sign -> dot(pen, middle(sign.corners()), 0x1464f4, 0.5));
        each(map, MapElement.TrafficLight.class, light -> dot(pen, middle(light.corners()), 0x12a150, 0.6));
    }

    private static <E extends MapElement> void each(HdMap map, Class<E> kind, Consumer<E> drawn) {
        map.listElements(kind).forEach(drawn);
    }

    /** A little wider than the lane, so that neighbours whose rails do not quite meet leave no gap. */
    private void drawSurface(Graphics2D pen, MapElement.Lane lane) {
        Shape shape = Window.between(lane.left(), lane.right());
        fill(pen, shape, surface(lane));
        pen.setStroke(new BasicStroke(0.3f));
        pen.draw(shape);
    }

    private static int surface(MapElement.Lane lane) {
        return switch (lane.kind()) {
            case DRIVING -> lane.junction().isPresent() ? 0x777c85 : 0x656a73;
            case BUS -> 0x8a5f52;
            case BICYCLE -> 0x5f8a6c;
            case PARKING -> 0x6a749a;
            case SHOULDER -> 0x93979e;
            case OTHER -> 0xb5b2a6;
        };
    }

    private void drawPaint(Graphics2D pen, MapElement.LaneLine line) {
        if (line.style() != LineStyle.NONE) {
            stroke(pen, line.line(), paint(line.colour()), dashed(line.style()));
        }
    }

    private static int paint(LineColour colour) {
        return switch (colour) {
            case WHITE -> 0xffffff;
            case YELLOW -> 0xf6c915;
            case BLUE -> 0x6aa9ff;
            case RED -> 0xff6a5a;
            case OTHER -> 0xd7c9a2;
        };
    }

    private BasicStroke dashed(LineStyle style) {
        return switch (style) {
            case LONG_DASHED_SINGLE, LONG_DASHED_GROUP -> broken(3, 6);
            case SHORT_DASHED_SINGLE, SHORT_DASHED_GROUP -> broken(1, 2);
            case DOT_DASHED_SINGLE, DOT_SOLID_SINGLE, DOT_SOLID_GROUP -> broken(0.4f, 0.8f);
            case SOLID_GROUP, DASHED_SOLID, SOLID_DASHED -> solid(2 * PAINT_METRES);
            case SOLID_SINGLE, OTHER, NONE -> solid(PAINT_METRES);
        };
    }

    /** As wide as it is, but never thinner than a pixel. */
    private BasicStroke solid(double metres) {
        return new BasicStroke(
                Math.max((float) metres, window.pixels(1)), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private BasicStroke broken(float on, float off) {
        return new BasicStroke(
                Math.max((float) PAINT_METRES, window.pixels(1)),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_BEVEL,
                1,
                new float[] {on, off},
                0);
    }

    private void drawChevrons(Graphics2D pen, MapElement.Lane lane) {
        double length = lane.left().length();
        pen.setColor(CHEVRON);
        pen.setStroke(new BasicStroke(Math.max(0.25f, window.pixels(0.8))));
        for (double s = Math.min(CHEVRON_EVERY, length) / 2; s < length; s += CHEVRON_EVERY) {
            Vec3 left = lane.left().pointAt(s);
            Vec3 right = lane.right().pointAt(s / length * lane.right().length());
            double forwardX = right.y() - left.y();
            double forwardY = left.x() - right.x();
            Path2D chevron = new Path2D.Double();
            chevron.moveTo(0.7 * left.x() + 0.3 * right.x(), 0.7 * left.y() + 0.3 * right.y());
            // Right of left, turned a quarter: the way the lane runs.
            chevron.lineTo((left.x() + right.x()) / 2 - forwardX * 0.3, (left.y() + right.y()) / 2 - forwardY * 0.3);
            chevron.lineTo(0.3 * left.x() + 0.7 * right.x(), 0.3 * left.y() + 0.7 * right.y());
            pen.draw(chevron);
        }
    }

    private void drawDrive(Graphics2D pen, Recording recording) {
        Path2D path = new Path2D.Double();
        recording.ego().samples().forEach(pose -> extend(path, pose.pose().translation()));
        pen.setColor(EGO);
        pen.setStroke(solid(0.5));
        pen.draw(path);
        recording.actors().forEach(actor -> drawActor(pen, actor));
    }

    private static void extend(Path2D path, Vec3 point) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(point.x(), point.y());
        } else {
            path.lineTo(point.x(), point.y());
        }
    }

    private static void drawActor(Graphics2D pen, ActorTrack actor) {
        Cuboid box = actor.states().getFirst().box();
        Polyline3 corners = box.corners();
        Path2D outline = new Path2D.Double();
        for (int corner = 0; corner < 4; corner++) {
            extend(outline, corners.point(corner));
        }
        outline.closePath();
        fill(pen, outline, 0xe06a21);
    }

    private static void fill(Graphics2D pen, Shape shape, int rgb) {
        pen.setColor(new Color(rgb));
        pen.fill(shape);
    }

    private static void stroke(Graphics2D pen, Polyline3 line, int rgb, BasicStroke stroke) {
        pen.setColor(new Color(rgb));
        pen.setStroke(stroke);
        pen.draw(Window.path(line));
    }

    private void dot(Graphics2D pen, Vec3 at, int rgb, double radius) {
        double shown = Math.max(radius, window.pixels(1.5));
        fill(pen, new Ellipse2D.Double(at.x() - shown, at.y() - shown, 2 * shown, 2 * shown), rgb);
    }

    private static Vec3 middle(Polyline3 corners) {
        Vec3 sum = new Vec3(0, 0, 0);
        for (Vec3 corner : corners.points()) {
            sum = sum.plus(corner);
        }
        return sum.times(1.0 / corners.size());
    }

    /** Length of the scale bar: the longest of 1, 2, 5, 10 ... m that covers at most a quarter of the width. */
    public double barMetres() {
        double most = window.metresPerPixel() * window.width() / 4;
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double step = most / power;
        return power * (step >= 5 ? 5 : step >= 2 ? 2 : 1);
    }

    private void drawBar(Graphics2D pen) {
        double length = barMetres() / window.metresPerPixel();
        fill(pen, new Rectangle2D.Double(12, window.height() - 18.0, length, 6), 0x1d1f24);
        fill(pen, new Rectangle2D.Double(12 + length / 2, window.height() - 17.0, length / 2 - 1, 4), 0xffffff);
    }

    private static Frame frame(BufferedImage image) {
        Frame frame = Frame.rgb24(image.getWidth(), image.getHeight());
        int[] row = new int[image.getWidth()];
        byte[] out = frame.bytes();
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int rgb : row) {
                out[at++] = (byte) (rgb >> 16);
                out[at++] = (byte) (rgb >> 8);
                out[at++] = (byte) rgb;
            }
        }
        return frame;
    }
}
