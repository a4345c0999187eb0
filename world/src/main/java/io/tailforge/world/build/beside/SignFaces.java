package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;

/** Sign faces of our own drawing, as coloured layers. Frame: x out of the face, y to the viewer's right, z up; unit half size. */
final class SignFaces {
    private static final int RED = 0xC01018;
    private static final int BLUE = 0x1048A8;
    private static final int GREEN = 0x106038;
    private static final int YELLOW = 0xF0B400;
    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0x080808;
    private static final double LAYER = 0.003;

    private final Shaper shaper;
    private final double halfWidth;
    private final double halfHeight;
    private int layer = 1;

    /** @param shaper with its origin in the middle of the plate's front */
    SignFaces(Shaper shaper, double halfWidth, double halfHeight) {
        this.shaper = shaper;
        this.halfWidth = halfWidth;
        this.halfHeight = halfHeight;
    }

    private void fill(int colour, double... outline) {
        shaper.of(Material.SIGN_FACE, colour)
                .plate(new Vec3(layer * LAYER, 0, 0), new Vec3(0, halfWidth, 0), new Vec3(0, 0, halfHeight), outline);
    }

    private void back(double... outline) {
        double[] mirrored = outline.clone();
        for (int i = 0; i < mirrored.length; i += 2) {
            mirrored[i] = -mirrored[i];
        }
        shaper.of(Material.SIGN_BACK)
                .plate(new Vec3(-0.01, 0, 0), new Vec3(0, -halfWidth, 0), new Vec3(0, 0, halfHeight), mirrored);
    }

    private SignFaces next() {
        layer++;
        return this;
    }

    private static double[] regular(int sides, double radius, double turn) {
        double[] outline = new double[2 * sides];
        for (int i = 0; i < sides; i++) {
            double angle = turn + 2 * Math.PI * i / sides;
            outline[2 * i] = radius * StrictMath.cos(angle);
            outline[2 * i + 1] = radius * StrictMath.sin(angle);
        }
        return outline;
    }

    private static double[] circle(double radius) {
        return regular(24, radius, 0);
    }

    private static double[] triangle(double size, boolean up) {
        double s = up ? 1 : -1;
        double low = s * (-0.29 - 0.58 * size);
        return new double[] {-size, low, size, low, 0, s * (-0.29 + 1.16 * size)};
    }

    private static double[] rectangle(double x, double z) {
        return new double[] {-x, -z, x, -z, x, z, -x, z};
    }

    void stop() {
        double[] octagon = regular(8, 1.08, Math.PI / 8);
        back(octagon);
        fill(WHITE, octagon);
        next().fill(RED, regular(8, 1.0, Math.PI / 8));
        next().text("STOP", 0.62, 0.36, WHITE);
    }

    void giveWay(boolean japan) {
        double[] outer = triangle(1, false);
        back(outer);
        fill(RED, outer);
        if (japan) {
            next().text("STOP", 0.5, 0.22, WHITE);
        } else {
            next().fill(WHITE, triangle(0.64, false));
        }
    }

    void warning() {
        double[] outer = triangle(1, true);
        back(outer);
        fill(RED, outer);
        next().fill(WHITE, triangle(0.7, true));
        next().fill(BLACK, -0.09, -0.2, 0.09, -0.2, 0.12, 0.35, -0.12, 0.35);
        fill(BLACK, -0.09, -0.5, 0.09, -0.5, 0.09, -0.32, -0.09, -0.32);
    }

    void yellowDiamond() {
        double[] outer = regular(4, 1, 0);
        back(outer);
        fill(BLACK, outer);
        next().fill(YELLOW, regular(4, 0.93, 0));
        next().fill(BLACK, -0.07, -0.4, 0.07, -0.4, 0.07, 0.2, 0.25, 0.2, 0, 0.5, -0.25, 0.2, -0.07, 0.2);
    }

    void priority() {
        double[] outer = regular(4, 1, 0);
        back(outer);
        fill(WHITE, outer);
        next().fill(YELLOW, regular(4, 0.7, 0));
    }

    void limit(String number) {
        back(circle(1));
        fill(RED, circle(1));
        next().fill(WHITE, circle(0.78));
        next().text(number, number.length() > 2 ? 0.6 : 0.46, 0.4, BLACK);
    }

    void prohibition() {
        back(circle(1));
        fill(RED, circle(1));
        next().fill(WHITE, circle(0.78));
        next().fill(BLACK, -0.4, -0.25, 0.4, -0.25, 0.4, 0.05, 0.15, 0.25, -0.25, 0.25, -0.4, 0.05);
    }

    void noStopping() {
        back(circle(1));
        fill(RED, circle(1));
        next().fill(BLUE, circle(0.82));
        next().fill(RED, -0.62, 0.5, 0.5, -0.62, 0.62, -0.5, -0.5, 0.62);
    }

    void noEntry() {
        back(circle(1));
        fill(WHITE, circle(1));
        next().fill(RED, circle(0.96));
        next().fill(WHITE, rectangle(0.7, 0.16));
    }

    void mandatory() {
        back(circle(1));
        fill(WHITE, circle(1));
        next().fill(BLUE, circle(0.95));
        next().fill(WHITE, -0.12, -0.65, 0.12, -0.65, 0.12, 0.1, 0.42, 0.1, 0, 0.65, -0.42, 0.1, -0.12, 0.1);
    }

    void crossing() {
        board(BLUE);
        next().fill(WHITE, triangle(0.78, true));
        next().fill(BLACK, -0.2, -0.42, -0.08, -0.42, 0.02, -0.15, 0.12, -0.42, 0.24, -0.42, 0.1, 0.12, -0.06, 0.12);
        fill(BLACK, -0.06, 0.16, 0.08, 0.16, 0.08, 0.3, -0.06, 0.3);
    }

    void whiteLimit(String number) {
        back(rectangle(1, 1));
        fill(BLACK, rectangle(1, 1));
        next().fill(WHITE, rectangle(0.94, 0.95));
        next().text(number, 0.6, 0.4, BLACK);
    }

    /** A plain board with lines of writing. */
    void guide(boolean green) {
        board(green ? GREEN : BLUE);
        next();
        for (int i = 0; i < 3; i++) {
            double z = 0.5 - 0.5 * i;
            fill(WHITE, -0.75, z - 0.1, 0.6 - 0.25 * i, z - 0.1, 0.6 - 0.25 * i, z + 0.1, -0.75, z + 0.1);
        }
    }

    private void board(int colour) {
        back(rectangle(1, 1));
        fill(WHITE, rectangle(1, 1));
        next().fill(colour, rectangle(0.94, 0.94));
    }

    /** Letters of straight strokes, centred. @param half half the text's width, {@code tall} half its height */
    private void text(String text, double half, double tall, int colour) {
        double step = 2 * half / text.length();
        double w = 0.36 * step;
        for (int i = 0; i < text.length(); i++) {
            double x = -half + step * (i + 0.5);
            String strokes = strokes(text.charAt(i));
            for (int k = 0; k < strokes.length(); k++) {
                stroke(strokes.charAt(k), x, w, tall, colour);
            }
        }
    }

    private static String strokes(char letter) {
        return switch (letter) {
            case '0', 'O' -> "abcdef";
            case '1' -> "bc";
            case '2' -> "abged";
            case '3' -> "abgcd";
            case '4' -> "fgbc";
            case '5', 'S' -> "afgcd";
            case '6' -> "afgedc";
            case '7' -> "abc";
            case '8' -> "abcdefg";
            case '9' -> "abcdfg";
            case 'T' -> "am";
            case 'P' -> "abgfe";
            default -> "g";
        };
    }

    private void stroke(char name, double x, double w, double tall, int colour) {
        double t = 0.22 * w + 0.03;
        switch (name) {
            case 'a' -> bar(x - w - t, tall - t, x + w + t, tall + t, colour);
            case 'b' -> bar(x + w - t, 0, x + w + t, tall, colour);
            case 'c' -> bar(x + w - t, -tall, x + w + t, 0, colour);
            case 'd' -> bar(x - w - t, -tall - t, x + w + t, -tall + t, colour);
            case 'e' -> bar(x - w - t, -tall, x - w + t, 0, colour);
            case 'f' -> bar(x - w - t, 0, x - w + t, tall, colour);
            case 'm' -> bar(x - t, -tall, x + t, tall, colour);
            default -> bar(x - w, -t, x + w, t, colour);
        }
    }

    private void bar(double x0, double z0, double x1, double z1, int colour) {
        fill(colour, x0, z0, x1, z0, x1, z1, x0, z1);
    }
}
