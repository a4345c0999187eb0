package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.WorldBvh;
import java.util.ArrayList;
import java.util.List;

/** Who is seen, by whom and how large, over a clip: casts small instance pictures at a handful of frames. */
public final class VisibilityProbe {
    private static final int WIDTH = 160;
    private static final int FRAMES = 5;
    private static final float FAR = 1500;

    private VisibilityProbe() {}

    /**
     * Each actor's best view in each camera, in the order of cameras and actors; those that are never seen are left out.
     * Pixels are scaled to the clip's size, so an actor smaller than a probe pixel may be missed.
     */
    public static List<ActorVisibility> probe(Scene scene, SceneMesh mesh, WorldBvh bvh) {
        List<Camera> cameras = scene.rig().cameras().stream()
                .map(camera -> shrink(camera, scene))
                .toList();
        List<ActorVisibility> seen = new ArrayList<>();
        for (Camera camera : cameras) {
            CameraRays rays = new CameraRays(camera.model());
            Best best = new Best(scene.actors().size());
            for (int frame : frames(scene.grid().frames())) {
                look(scene, mesh, bvh, camera, rays, frame, best);
            }
            double scale = (double) scene.grid().width() * scene.grid().height() / ((double) rays.width * rays.height);
            best.report(scene, camera.name(), scale, seen);
        }
        return List.copyOf(seen);
    }

    private static Camera shrink(Camera camera, Scene scene) {
        int height = Math.max(
                2,
                Math.round((float) WIDTH * scene.grid().height() / scene.grid().width()));
        return camera.resized(WIDTH, height);
    }

    private static int[] frames(int count) {
        int n = Math.min(FRAMES, count);
        int[] frames = new int[n];
        for (int k = 0; k < n; k++) {
            frames[k] = n == 1 ? 0 : k * (count - 1) / (n - 1);
        }
        return frames;
    }

    private static void look(
            Scene scene, SceneMesh mesh, WorldBvh bvh, Camera camera, CameraRays rays, int frame, Best best) {
        long time = scene.timestampMicros(camera, frame);
        Pose worldFromCamera = scene.ego().at(time).times(camera.rigFromCamera());
        double[] r = worldFromCamera.rotation().toMatrix();
        double[] eye = {
            worldFromCamera.translation().x() - mesh.origin().x(),
            worldFromCamera.translation().y() - mesh.origin().y(),
            worldFromCamera.translation().z() - mesh.origin().z()
        };
        int pixels = rays.width * rays.height;
        float[] dx = new float[pixels];
        float[] dy = new float[pixels];
        float[] dz = new float[pixels];
        for (int p = 0; p < pixels; p++) {
            dx[p] = (float) (r[0] * rays.x[p] + r[1] * rays.y[p] + r[2] * rays.z[p]);
            dy[p] = (float) (r[3] * rays.x[p] + r[4] * rays.y[p] + r[5] * rays.z[p]);
            dz[p] = (float) (r[6] * rays.x[p] + r[7] * rays.y[p] + r[8] * rays.z[p]);
        }
        Hits hits = new Hits(pixels);
        new RayCaster(bvh.at(time))
                .castFromOrigin(
                        (float) eye[0], (float) eye[1], (float) eye[2], dx, dy, dz, 0, pixels, 0.05f, FAR, hits);
        best.count(mesh, hits, rays, frame);
    }

    /** The best frame of each actor so far. */
    private static final class Best {
        private final int[] pixels;
        private final int[] frame;
        private final float[] distance;

        Best(int actors) {
            pixels = new int[actors + 1];
            frame = new int[actors + 1];
            distance = new float[actors + 1];
        }

        void count(SceneMesh mesh, Hits hits, CameraRays rays, int atFrame) {
            int[] now = new int[pixels.length];
            float[] nearest = new float[pixels.length];
            java.util.Arrays.fill(nearest, Float.POSITIVE_INFINITY);
            for (int ray = 0; ray < rays.width * rays.height; ray++) {
                int actor = hits.instance[ray] < 0 || rays.beyondLens.get(ray)
                        ? 0
                        : mesh.instances().get(hits.instance[ray]).actor();
                if (actor > 0 && actor < now.length) {
                    now[actor]++;
                    nearest[actor] = Math.min(nearest[actor], hits.t[ray]);
                }
            }
            for (int actor = 1; actor < now.length; actor++) {
                if (now[actor] > pixels[actor]) {
                    pixels[actor] = now[actor];
                    frame[actor] = atFrame;
                    distance[actor] = nearest[actor];
                }
            }
        }

        void report(Scene scene, String camera, double scale, List<ActorVisibility> seen) {
            for (int actor = 1; actor < pixels.length; actor++) {
                if (pixels[actor] > 0) {
                    seen.add(new ActorVisibility(
                            camera,
                            scene.actors().get(actor - 1).id(),
                            frame[actor],
                            (int) Math.round(pixels[actor] * scale),
                            distance[actor]));
                }
            }
        }
    }
}
