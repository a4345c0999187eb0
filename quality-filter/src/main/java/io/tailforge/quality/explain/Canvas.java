package io.tailforge.quality.explain;

import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A picture to draw on, by the JDK's own software renderer; letters by {@link Letters}. */
final class Canvas {
    static final Color PAPER = new Color(0x12161d);
    static final Color INK = new Color(0xe6eaf0);
    static final Color DIM = new Color(0x9aa6b6);
    static final Color FOUND = new Color(0xff4d4d);
    static final Color WARNED = new Color(0xffc233);
    static final Color PASSED = new Color(0x55c28a);
    static final Color LANE = new Color(0x46e08a);
    static final Color BOX = new Color(0x35c8ff);
    static final Color NAMED = new Color(0xff7df2);

    private final BufferedImage image;
    private final Graphics2D pen;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        fill(PAPER, 0, 0, width, height);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    void fill(Color colour, int x, int y, int width, int height) {
        pen.setColor(colour);
        pen.fillRect(x, y, width, height);
    }

    void fill(Color colour, Shape shape, float opacity) {
        pen.setComposite(AlphaComposite.SrcOver.derive(opacity));
        pen.setColor(colour);
        pen.fill(shape);
        pen.setComposite(AlphaComposite.SrcOver);
    }

    void draw(Color colour, Shape shape, double width, float opacity) {
        pen.setComposite(AlphaComposite.SrcOver.derive(opacity));
        pen.setColor(colour);
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
        pen.setComposite(AlphaComposite.SrcOver);
    }

    /** What is drawn until {@link #unclip} stays inside. */
    void clip(Shape inside) {
        pen.setClip(inside);
    }

    void unclip() {
        pen.setClip(null);
    }

    /** A point cloud's point. */
    void dot(int rgb, int x, int y) {
        if (x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight()) {
            image.setRGB(x, y, rgb);
        }
    }

    /** Letters of which a dot is {@code size} pixels wide. @return where the text ends */
    int write(String text, Color colour, int x, int y, int size) {
        pen.setColor(colour);
        Letters.write(text, (column, row) -> pen.fillRect(x + column * size, y + row * size, size, size));
        return x + text.length() * Letters.WIDTH * size;
    }

    /** A part of an RGB24 frame, scaled into a rectangle. */
    void picture(Frame frame, Crop crop, int x, int y, int width, int height) {
        pen.drawImage(
                imageOf(frame),
                x,
                y,
                x + width,
                y + height,
                crop.left(),
                crop.top(),
                crop.left() + crop.width(),
                crop.top() + crop.height(),
                null);
    }

    void paste(Canvas other, int x, int y) {
        pen.drawImage(other.image, x, y, null);
    }

    private static BufferedImage imageOf(Frame frame) {
        BufferedImage picture = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        byte[] bytes = frame.bytes();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
        }
        return picture;
    }

    /** RGB24. */
    Frame toFrame() {
        pen.dispose();
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] bytes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            bytes[3 * i] = (byte) (rgb[i] >> 16);
            bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
            bytes[3 * i + 2] = (byte) rgb[i];
        }
        return Frame.wrap(image.getWidth(), image.getHeight(), PixelFormat.RGB24, bytes);
    }
}
