package io.tailforge.quality.check.motion;

import io.tailforge.quality.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * How dark, bright and coloured the pixels of a cell may be by where they may have been in two looks before: a window about each
 * such place, as wide as the place is uncertain. Used cell after cell.
 */
final class PastRange {
    /** Levels of luma, blue and red difference by which a pixel must leave its range. */
    private static final float[] STEP = {4, 1.33f, 1.33f};

    /** What is fine resolves as it is neared: levels that count for each level of contrast that its places had. */
    private static final float OF_CONTRAST = 0.3f;

    /** Colour bleeds where brightness changes: the share of other channels' contrast that counts by day. */
    private static final float OF_OTHERS = 0.3f;

    /** What goes on changing is no body that has come. */
    private static final float OF_CHANGE = 1.5f;

    /** In the dark lamps that come and go light up what stands there: so many steps, and all channels alike. */
    private static final float DARK = 1.4f;

    private final Look now;
    private final Look stays;
    private final int width;
    private final int height;
    private final float step;
    private final float others;
    private final List<Way> ways = new ArrayList<>();
    private final int[] least = new int[HalfPicture.CHANNELS];
    private final int[] most = new int[HalfPicture.CHANNELS];
    private final float[] low = new float[HalfPicture.CHANNELS];
    private final float[] high = new float[HalfPicture.CHANNELS];
    private int radius;
    private float growX;
    private float growY;

    /**
     * From a cell to a place in an earlier look.
     *
     * @param right and {@code down}: pixels
     * @param looks as many earlier it is
     */
    private record Way(HalfPicture picture, float right, float down, int radius, int looks) {}

    PastRange(Look now, Look stays, boolean dark) {
        this.now = now;
        this.stays = stays;
        this.width = now.picture().width();
        this.height = now.picture().height();
        this.step = dark ? DARK : 1;
        this.others = dark ? 1 : OF_OTHERS;
    }

    /** A cell without any places. @param within pixels by which its places are uncertain */
    void begin(int within) {
        ways.clear();
        radius = within;
        growX = 0;
        growY = 0;
    }

    /** @param x and {@code y}: by how much the way from one look to the next changes from pixel to pixel */
    void grow(float x, float y) {
        growX = x;
        growY = y;
    }

    void blur(int within) {
        radius = Math.max(radius, within);
    }

    int radius() {
        return radius;
    }

    /** A place where what the cell shows may have been. @param right and {@code down}: pixels from the cell */
    void widen(HalfPicture picture, float right, float down, int looks) {
        ways.add(new Way(picture, right, down, radius, looks));
    }

    /**
     * How many times the step that counts a pixel has left its range, now and in the look that stays; 0 where it has not.
     *
     * @param x and {@code y}: of the pixel
     * @param offX and {@code offY}: from the middle of its cell, pixels
     * @param right and {@code down}: to where the cell was in the look that stays, pixels
     */
    float beyond(int x, int y, float offX, float offY, float right, float down) {
        if (isAsBefore(x, y, offX, offY)) {
            return 0;
        }
        float u = x + right + offX * growX;
        float v = y + down + offY * growY;
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            float here = now.picture().channels()[c].at(x, y);
            float stayed = (float) stays.picture().channels()[c].sample(u, v);
            low[c] = Math.min(here, stayed);
            high[c] = Math.max(here, stayed);
            least[c] = 255;
            most[c] = 0;
        }
        for (Way way : ways) {
            range(way, x, y, offX, offY);
            if (!leaves()) {
                return 0;
            }
        }
        return greatest();
    }

    /** Whether a pixel is what it was at the first place: the quick answer to most. */
    private boolean isAsBefore(int x, int y, float offX, float offY) {
        Way way = ways.getFirst();
        int u = Math.clamp(Math.round(x + way.right() + way.looks() * offX * growX), 0, width - 1);
        int v = Math.clamp(Math.round(y + way.down() + way.looks() * offY * growY), 0, height - 1);
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            int here = now.picture().channels()[c].at(x, y);
            if (Math.abs(here - way.picture().channels()[c].at(u, v)) > STEP[c]) {
                return false;
            }
        }
        return true;
    }

    private void range(Way way, int x, int y, float offX, float offY) {
        int u = Math.round(x + way.right() + way.looks() * offX * growX);
        int v = Math.round(y + way.down() + way.looks() * offY * growY);
        int left = Math.clamp(u - way.radius(), 0, width - 1);
        int right = Math.clamp(u + way.radius(), 0, width - 1);
        int top = Math.clamp(v - way.radius(), 0, height - 1);
        int bottom = Math.clamp(v + way.radius(), 0, height - 1);
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            range(way.picture().channels()[c], c, left, right, top, bottom);
        }
    }

    private void range(Plane plane, int c, int left, int right, int top, int bottom) {
        byte[] pixels = plane.pixels();
        int darkest = least[c];
        int brightest = most[c];
        for (int v = top; v <= bottom; v++) {
            for (int i = v * width + left; i <= v * width + right; i++) {
                int level = pixels[i] & 0xff;
                darkest = Math.min(darkest, level);
                brightest = Math.max(brightest, level);
            }
        }
        least[c] = darkest;
        most[c] = brightest;
    }

    private boolean leaves() {
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            if (gap(c) > step) {
                return true;
            }
        }
        return false;
    }

    /** Steps. */
    private float gap(int c) {
        return Math.max(low[c] - most[c], least[c] - high[c]) / STEP[c];
    }

    private float contrast(int c) {
        return (most[c] - least[c]) / STEP[c];
    }

    private float greatest() {
        float about = 0;
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            about = Math.max(about, others * contrast(c));
        }
        float greatest = 0;
        for (int c = 0; c < HalfPicture.CHANNELS; c++) {
            float fine = OF_CONTRAST * Math.max(about, contrast(c));
            float change = OF_CHANGE * (high[c] - low[c]) / STEP[c];
            greatest = Math.max(greatest, gap(c) / Math.max(change, step * Math.max(1, fine)));
        }
        return greatest;
    }
}
