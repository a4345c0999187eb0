package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.video.Frame;
import org.junit.jupiter.api.Test;

class StrokesTest {
    private static final int SIZE = 64;
    private static final int RED = 0xff0000;

    private final Canvas canvas = new Canvas(SIZE, SIZE);
    private final ConvexFill fill = new ConvexFill(canvas);

    private Frame shown() {
        Frame frame = Frame.rgb24(SIZE, SIZE);
        canvas.mergeInto(frame.bytes());
        return frame;
    }

    private static int litInColumn(Frame frame, int x) {
        int lit = 0;
        for (int y = 0; y < frame.height(); y++) {
            lit += frame.sample(x, y, 0) > 0 ? 1 : 0;
        }
        return lit;
    }

    private static int lit(Frame frame) {
        int lit = 0;
        for (int x = 0; x < frame.width(); x++) {
            lit += litInColumn(frame, x);
        }
        return lit;
    }

    @Test
    void thicknessEightCoversNineRowsAndFiveCoversSeven() {
        new ThickLine(canvas, fill, 8).draw(10, 30, 50, 30, RED);
        assertThat(litInColumn(shown(), 30)).isEqualTo(9);

        new ThickLine(canvas, fill, 5).draw(10, 30, 50, 30, RED);
        assertThat(litInColumn(shown(), 30)).isEqualTo(7);
    }

    @Test
    void endsAreRound() {
        new ThickLine(canvas, fill, 8).draw(20, 30, 40, 30, RED);
        Frame frame = shown();

        assertThat(frame.sample(16, 30, 0)).isEqualTo(255);
        assertThat(frame.sample(15, 30, 0)).isZero();
        assertThat(frame.sample(16, 26, 0)).isZero();
        assertThat(frame.sample(44, 30, 0)).isEqualTo(255);
    }

    @Test
    void aPointIsADisc() {
        new ThickLine(canvas, fill, 8).draw(30, 30, 30, 30, RED);

        assertThat(lit(shown())).isBetween(45, 61);
    }

    @Test
    void whatLeavesTheCanvasIsCutNotWrapped() {
        new ThickLine(canvas, fill, 8).draw(-2_000_000, 30, 2_000_000, 30, RED);
        assertThat(lit(shown())).isEqualTo(9 * SIZE);

        new ThickLine(canvas, fill, 8).draw(30, -2_000_000_000, 30, 2_000_000_000, RED);
        assertThat(lit(shown())).isEqualTo(9 * SIZE);

        new ThickLine(canvas, fill, 8).draw(200, 0, 300, 60, RED);
        assertThat(lit(shown())).isZero();
    }

    @Test
    void mergingTakesTheBrighterChannelAndLeavesABlackCanvas() {
        Frame frame = Frame.rgb24(SIZE, SIZE);
        canvas.span(5, 3, 60, 0x804020);
        canvas.mergeInto(frame.bytes());
        canvas.span(5, 3, 10, 0x206040);
        canvas.mergeInto(frame.bytes());
        canvas.mergeInto(frame.bytes());

        assertThat(frame.sample(5, 5, 0)).isEqualTo(0x80);
        assertThat(frame.sample(5, 5, 1)).isEqualTo(0x60);
        assertThat(frame.sample(5, 5, 2)).isEqualTo(0x40);
        assertThat(frame.sample(11, 5, 1)).isEqualTo(0x40);
        assertThat(frame.sample(61, 5, 0)).isZero();
    }

    @Test
    void aFilledSquareHasItsBordersAndNothingBeyond() {
        long one = ThinLine.ONE;
        fill.fillPixels(
                new long[] {10 * one, 20 * one, 20 * one, 10 * one},
                new long[] {10 * one, 10 * one, 25 * one, 25 * one},
                4,
                RED);

        assertThat(lit(shown())).isEqualTo(11 * 16);
    }

    @Test
    void theHullOfADentedShapeIsFilledOver() {
        PixelHull hull = new PixelHull(SIZE, SIZE);
        for (long[] corner : new long[][] {{10, 10}, {20, 18}, {30, 10}, {30, 30}, {10, 30}, {20, 10}}) {
            hull.add(corner[0], corner[1]);
        }
        assertThat(hull.close()).isEqualTo(4);
    }

    @Test
    void aHullWithoutAreaIsDropped() {
        PixelHull hull = new PixelHull(SIZE, SIZE);
        hull.add(3, 3);
        hull.add(9, 9);
        hull.add(6, 6);
        assertThat(hull.close()).isZero();

        hull.clear();
        hull.add(100, 100);
        hull.add(120, 100);
        hull.add(110, 130);
        assertThat(hull.close()).isZero();
    }

    @Test
    void lanczosKeepsFlatPicturesAndRingsAtEdges() {
        Frame from = Frame.rgb24(4, 90);
        java.util.Arrays.fill(from.bytes(), 40 * 12, from.bytes().length, (byte) 200);
        Frame to = Frame.rgb24(4, 88);
        new LanczosRows(90, 88).resize(from, to);

        assertThat(to.sample(2, 10, 0)).isZero();
        assertThat(to.sample(2, 80, 0)).isEqualTo(200);
        assertThat(to.sample(2, 40, 1)).isGreaterThan(200);
    }
}
