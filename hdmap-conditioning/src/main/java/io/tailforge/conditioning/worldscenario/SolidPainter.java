package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.motion.ActorClass.Coarse;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Draws surfaces and boxes of the world. What reaches behind the camera is bent in the picture as the model bends it. It is
 * cut off in space, a little before the camera plane, if that is to be mended or if the camera has no picture of what is
 * behind it.
 */
final class SolidPainter {
    /** Where what reaches behind the camera is cut, metres before the camera plane. */
    private static final double CUT = 0.05;

    private static final int CORNER = TrianglePainter.CORNER;

    private final CameraSpace space;
    private final TrianglePainter triangles;
    private final SegmentPainter segments;
    private final double edgeWidth;
    private final boolean mended;
    /** Corners in the camera's frame, with their colour near the camera. */
    private double[] solid = new double[64 * CORNER];
    /** The same in the picture, with their colour at their depth. */
    private double[] corners = new double[64 * CORNER];

    private final int[][] faces = WorldScenarioV3Style.BOX_FACES.clone();
    private final Comparator<int[]> byDepth = Comparator.comparingDouble(this::depthOfFace);
    private boolean[] seen = new boolean[64];
    private boolean anyInFront;
    private final double[] cut = new double[4 * CORNER];
    private final double[] near = new double[CORNER];
    private final double[] far = new double[CORNER];

    SolidPainter(CameraSpace space, SampleBuffer buffer, SegmentPainter segments, boolean mended) {
        this.space = space;
        this.triangles = new TrianglePainter(buffer);
        this.segments = segments;
        this.edgeWidth = WorldScenarioV3Style.BOX_EDGE_WIDTH * buffer.width() / WorldScenarioV3Style.WIDTH;
        this.mended = mended;
    }

    void draw(Area area) {
        int count = area.xyz().length / 3;
        load(area.xyz(), count);
        if (!anyInFront) {
            return;
        }
        for (int i = 0; i < count; i++) {
            place(i, area.rgb());
        }
        int[] corner = area.triangles();
        for (int i = 0; i < corner.length; i += 3) {
            triangle(corner[i], corner[i + 1], corner[i + 2]);
        }
    }

    void drawBox(Coarse coarse, Cuboid box) {
        load(box.corners().toArray(), 8);
        if (!anyInFront) {
            return;
        }
        for (int i = 0; i < 8; i++) {
            place(
                    i,
                    WorldScenarioV3Style.isFront(i)
                            ? WorldScenarioV3Style.boxFront(coarse)
                            : WorldScenarioV3Style.boxRear(coarse));
        }
        drawFaces();
        segments.colour(WorldScenarioV3Style.BOX_EDGE);
        for (int[] edge : WorldScenarioV3Style.BOX_EDGES) {
            edge(edge[0], edge[1]);
        }
    }

    /** Nearer faces first: what they hide need not be coloured. */
    private void drawFaces() {
        System.arraycopy(WorldScenarioV3Style.BOX_FACES, 0, faces, 0, faces.length);
        Arrays.sort(faces, byDepth);
        for (int[] face : faces) {
            triangle(face[0], face[1], face[2]);
            triangle(face[0], face[2], face[3]);
        }
    }

    private double depthOfFace(int[] face) {
        return solid[face[0] * CORNER + 2]
                + solid[face[1] * CORNER + 2]
                + solid[face[2] * CORNER + 2]
                + solid[face[3] * CORNER + 2];
    }

    private void load(double[] xyz, int count) {
        if (count > seen.length) {
            seen = new boolean[count];
            corners = Arrays.copyOf(corners, count * CORNER);
            solid = Arrays.copyOf(solid, count * CORNER);
        }
        anyInFront = false;
        for (int i = 0; i < count; i++) {
            space.toCamera(xyz, 3 * i, solid, i * CORNER);
            anyInFront |= solid[i * CORNER + 2] >= 0;
        }
    }

    private void place(int corner, int rgb) {
        int at = corner * CORNER;
        solid[at + 3] = (rgb >> 16) / 255f;
        solid[at + 4] = (rgb >> 8 & 0xff) / 255f;
        solid[at + 5] = (rgb & 0xff) / 255f;
        System.arraycopy(solid, at, corners, at, CORNER);
        seen[corner] = toPicture(corners, at);
    }

    private boolean toPicture(double[] corner, int at) {
        float fade = (float) WorldScenarioV3Style.fade(corner[at + 2]);
        for (int channel = 3; channel < CORNER; channel++) {
            corner[at + channel] = (float) corner[at + channel] * fade;
        }
        return space.toPicture(corner, at);
    }

    private boolean isDrawable(int corner) {
        return seen[corner] && (!mended || isBeforeCut(corner));
    }

    private boolean isBeforeCut(int corner) {
        return solid[corner * CORNER + 2] >= CUT;
    }

    private void triangle(int a, int b, int c) {
        if (isDrawable(a) && isDrawable(b) && isDrawable(c)) {
            triangles.draw(corners, a * CORNER, b * CORNER, c * CORNER);
        } else {
            cutTriangle(a, b, c);
        }
    }

    private void cutTriangle(int a, int b, int c) {
        int kept = cutSide(a, b, 0);
        kept = cutSide(b, c, kept);
        kept = cutSide(c, a, kept);
        boolean placed = kept >= 3;
        for (int i = 0; i < kept; i++) {
            placed &= toPicture(cut, i * CORNER);
        }
        for (int i = 2; placed && i < kept; i++) {
            triangles.draw(cut, 0, (i - 1) * CORNER, i * CORNER);
        }
    }

    /** Adds a triangle's corner a, if it stays, and where its side to b meets the cut. */
    private int cutSide(int a, int b, int kept) {
        int count = kept;
        if (isBeforeCut(a)) {
            System.arraycopy(solid, a * CORNER, cut, count++ * CORNER, CORNER);
        }
        if (isBeforeCut(a) != isBeforeCut(b)) {
            meetCut(a, b, cut, count++ * CORNER);
        }
        return count;
    }

    private void meetCut(int a, int b, double[] out, int at) {
        double az = solid[a * CORNER + 2];
        double t = (CUT - az) / (solid[b * CORNER + 2] - az);
        for (int i = 0; i < CORNER; i++) {
            out[at + i] = solid[a * CORNER + i] + t * (solid[b * CORNER + i] - solid[a * CORNER + i]);
        }
    }

    private void edge(int a, int b) {
        if (solid[a * CORNER + 2] > solid[b * CORNER + 2]) {
            edge(b, a);
        } else if (isDrawable(a) && isDrawable(b)) {
            System.arraycopy(corners, a * CORNER, near, 0, CORNER);
            System.arraycopy(corners, b * CORNER, far, 0, CORNER);
            drawEdge();
        } else if (!isBeforeCut(a) && isBeforeCut(b)) {
            cutEdge(a, b);
        }
    }

    private void cutEdge(int a, int b) {
        meetCut(a, b, near, 0);
        System.arraycopy(corners, b * CORNER, far, 0, CORNER);
        if (space.toPicture(near, 0) && seen[b]) {
            drawEdge();
        }
    }

    private void drawEdge() {
        segments.lift();
        segments.draw(near, far, edgeWidth, true);
        segments.lift();
    }
}
