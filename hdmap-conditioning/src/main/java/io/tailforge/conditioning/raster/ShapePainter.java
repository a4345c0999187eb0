package io.tailforge.conditioning.raster;

/** Draws polylines and filled hulls on a canvas by the rules of hdmap-v1. */
final class ShapePainter {
    /** Keeps the fixed-point arithmetic in range; nothing that far out touches the image. */
    private static final double FAR_OUT = 1 << 28;

    private final Canvas canvas;
    private final CameraPoints points;
    private final ConvexFill fill;
    private final PixelHull hull;
    private final PolygonFill polygon;
    private final Warts warts;
    private final double[] near = new double[2];
    private final SegmentClip clip = new SegmentClip();

    ShapePainter(Canvas canvas, CameraPoints points, Warts warts) {
        this.warts = warts;
        this.polygon = new PolygonFill(canvas);
        this.canvas = canvas;
        this.points = points;
        this.fill = new ConvexFill(canvas);
        this.hull = new PixelHull(canvas.width(), canvas.height());
    }

    ThickLine pen(int thickness) {
        return new ThickLine(canvas, fill, thickness);
    }

    void polyline(int rgb, ThickLine pen) {
        if (points.areAllBehind() || points.minDepth() > HdMapV1Style.MAX_DEPTH) {
            return;
        }
        points.project();
        if (warts.needsCorner() && !touchesImage(false)) {
            return;
        }
        for (int i = 1; i < points.size(); i++) {
            segment(i - 1, i, rgb, pen);
        }
        pen.lift();
    }

    private boolean touchesImage(boolean inFrontOnly) {
        for (int i = 0; i < points.size(); i++) {
            if (!(inFrontOnly && points.isBehind(i)) && isInside(points.u(i), points.v(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isInside(double u, double v) {
        double column = Math.rint(u);
        double row = Math.rint(v);
        return column >= 0 && column < canvas.width() && row >= 0 && row < canvas.height();
    }

    private static long nearest(double pixel) {
        return truncated(Math.rint(pixel));
    }

    private static long truncated(double pixel) {
        return (long) Math.clamp(pixel, -FAR_OUT, FAR_OUT);
    }

    private void segment(int a, int b, int rgb, ThickLine pen) {
        if (points.isBehind(a) && points.isBehind(b) || points.isNowhere(a) || points.isNowhere(b)) {
            return;
        }
        int faded = HdMapV1Style.faded(rgb, meanDepth(a, b));
        if (points.isBehind(a) || points.isBehind(b)) {
            crossing(a, b, faded, pen);
        } else {
            drawClipped(
                    nearest(points.u(a)), nearest(points.v(a)), nearest(points.u(b)), nearest(points.v(b)), faded, pen);
        }
    }

    /** A segment through the camera plane, cut short of it. */
    private void crossing(int a, int b, int rgb, ThickLine pen) {
        boolean backFirst = points.isBehind(a);
        int behind = backFirst ? a : b;
        int front = backFirst ? b : a;
        points.near(behind, front, warts.lineShare(), near);
        drawClipped(
                truncated(near[0]),
                truncated(near[1]),
                truncated(points.u(front)),
                truncated(points.v(front)),
                rgb,
                pen);
    }

    private void drawClipped(long x0, long y0, long x1, long y1, int rgb, ThickLine pen) {
        clip.set(x0, y0, x1, y1);
        if (clip.clip(canvas.width() - 1L, canvas.height() - 1L) || warts.strayEnds()) {
            pen.draw(clip.x0, clip.y0, clip.x1, clip.y1, rgb);
        }
    }

    private double meanDepth(int a, int b) {
        return Math.clamp((points.depth(a) + points.depth(b)) / 2, 0, HdMapV1Style.MAX_DEPTH);
    }

    /** The area inside a closed line, dents and all: what {@link #hull} is when its wart is mended. */
    void area(int rgb) {
        if (warts.hulls()) {
            hull(rgb);
            return;
        }
        if (points.size() < 3 || points.areAllBehind() || points.minDepth() > HdMapV1Style.MAX_DEPTH) {
            return;
        }
        points.project();
        polygon.clear();
        double depth = addOutline();
        polygon.fill(HdMapV1Style.faded(rgb, depth));
    }

    private double addOutline() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            int next = (i + 1) % points.size();
            if (!points.isBehind(i) && !points.isNowhere(i)) {
                polygon.add(points.u(i), points.v(i));
                sum += points.depth(i);
                count++;
            }
            if (points.isBehind(i) != points.isBehind(next)) {
                boolean backFirst = points.isBehind(i);
                sum += points.near(backFirst ? i : next, backFirst ? next : i, 0, near);
                polygon.add(near[0], near[1]);
                count++;
            }
        }
        return sum / count;
    }

    /** The convex hull of the points. */
    void hull(int rgb) {
        if (points.size() < 3 || points.areAllBehind() || points.minDepth() > HdMapV1Style.MAX_DEPTH) {
            return;
        }
        points.project();
        if (warts.needsCorner() && !touchesImage(true)) {
            return;
        }
        hull.clear();
        double depth = addCorners();
        int corners = hull.close();
        if (corners >= 3) {
            fill.fillPixels(hull.x(), hull.y(), corners, HdMapV1Style.faded(rgb, depth));
        }
    }

    /** @return mean depth of the corners after clipping at the camera plane */
    private double addCorners() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            if (!points.isBehind(i) && !points.isNowhere(i)) {
                hull.add(truncated(points.u(i)), truncated(points.v(i)));
                sum += points.depth(i);
                count++;
            }
            int next = i + 1;
            if (next < points.size() && points.isBehind(i) != points.isBehind(next)) {
                boolean backFirst = points.isBehind(i);
                sum += points.near(backFirst ? i : next, backFirst ? next : i, warts.hullShare(), near);
                hull.add(truncated(near[0]), truncated(near[1]));
                count++;
            }
        }
        return sum / count;
    }
}
