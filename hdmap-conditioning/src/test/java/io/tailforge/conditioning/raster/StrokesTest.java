package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.video.Frame;
import org.junit.jupiter.api.Test;

class StrokesTest {
    private static final int SIZE = 64;
    private static final int RED = 0xff0000;

    private final Canvas canvas = new Canvas(SIZE, SIZE);
    private final MergedPicture merged = new MergedPicture(SIZE, SIZE);
    private final ConvexFill fill = new ConvexFill(canvas);

    private Frame shown() {
        Frame frame = Frame.rgb24(SIZE, SIZE);
        canvas.mergeInto(merged);
        merged.moveInto(frame.bytes());
        return frame;
    }

    private void stroke(int thickness, long fromX, long fromY, long toX, long toY) {
        ThickLine pen = new ThickLine(canvas, fill, thickness);
        pen.draw(fromX, fromY, toX, toY, RED);
        pen.lift();
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
        stroke(8, 10, 30, 50, 30);
        assertThat(litInColumn(shown(), 30)).isEqualTo(9);

        stroke(5, 10, 30, 50, 30);
        assertThat(litInColumn(shown(), 30)).isEqualTo(7);
    }

    @Test
    void endsAreRound() {
        stroke(8, 20, 30, 40, 30);
        Frame frame = shown();

        assertThat(frame.sample(16, 30, 0)).isEqualTo(255);
        assertThat(frame.sample(15, 30, 0)).isZero();
        assertThat(frame.sample(16, 26, 0)).isZero();
        assertThat(frame.sample(44, 30, 0)).isEqualTo(255);
    }

    @Test
    void aPointIsADisc() {
        stroke(8, 30, 30, 30, 30);

        assertThat(lit(shown())).isBetween(45, 61);
    }

    @Test
    void whatLeavesTheCanvasIsCutNotWrapped() {
        stroke(8, -2_000_000, 30, 2_000_000, 30);
        assertThat(lit(shown())).isEqualTo(9 * SIZE);

        stroke(8, 30, -2_000_000_000, 30, 2_000_000_000);
        assertThat(lit(shown())).isEqualTo(9 * SIZE);

        stroke(8, 200, 0, 300, 60);
        assertThat(lit(shown())).isZero();
    }

    @Test
    void whereStrokesMeetTheLaterOneIsOnTop() {
        ThickLine pen = new ThickLine(canvas, fill, 8);
        pen.draw(10, 30, 30, 30, 0x0000ff);
        pen.draw(30, 30, 50, 30, RED);
        pen.draw(50, 10, 30, 10, 0x00ff00);
        pen.lift();
        Frame frame = shown();

        assertThat(frame.sample(27, 30, 0)).isEqualTo(255);
        assertThat(frame.sample(25, 30, 2)).isEqualTo(255);
        assertThat(frame.sample(54, 30, 0)).as("a cap whose line ends there").isEqualTo(255);
        assertThat(frame.sample(26, 10, 1)).as("the last cap").isEqualTo(255);
    }

    @Test
    void mergingTakesTheBrighterChannelAndLeavesABlackCanvas() {
        canvas.span(5, 3, 60, 0x804020);
        canvas.mergeInto(merged);
        canvas.span(5, 3, 10, 0x206040);
        canvas.mergeInto(merged);
        Frame frame = shown();

        assertThat(frame.sample(5, 5, 0)).isEqualTo(0x80);
        assertThat(frame.sample(5, 5, 1)).isEqualTo(0x60);
        assertThat(frame.sample(5, 5, 2)).isEqualTo(0x40);
        assertThat(frame.sample(11, 5, 1)).isEqualTo(0x40);
        assertThat(frame.sample(61, 5, 0)).isZero();
        assertThat(lit(shown())).as("what was shown is gone").isZero();
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

    @Test
    void vectorsAndSingleBytesBlendAlike() {
        byte[] from = new byte[8 * 101];
        new java.util.Random(1).nextBytes(from);
        int[] starts = {0, 101, 202, 303, 404, 505, 606, 707};
        int[] weights = {-20, 88, -319, 1330, 1213, -298, 74, -20};
        byte[] one = new byte[101];
        byte[] eight = new byte[101];
        new ScalarRowBlend().blend(from, starts, weights, 3, 101, one, 0);
        new VectorRowBlend().blend(from, starts, weights, 3, 101, eight, 0);

        assertThat(eight).isEqualTo(one);
        assertThat(one).contains((byte) 0, (byte) 255);
    }

    @Test
    void onlyWhatIsNotBlackIsResizedAndNothingOfAnEarlierPictureStays() {
        Frame from = Frame.rgb24(640, 90);
        Frame to = Frame.rgb24(640, 88);
        java.util.Arrays.fill(to.bytes(), (byte) 77);
        from.bytes()[(45 * 640 + 320) * 3] = (byte) 255;
        new LanczosRows(90, 88).resize(from, to);

        assertThat(to.sample(320, 44, 0) + to.sample(320, 43, 0)).isGreaterThan(100);
        assertThat(lit(to)).isBetween(2, 8);
    }
}
