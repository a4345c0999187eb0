package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.WorldBvh;

/**
 * One camera's depth, instances and semantics without light: one ray a pixel and nothing shaded, by the rays of
 * {@link CameraEngine}, so that what comes out is the truth of a global shutter's pictures to the last bit; all rows are
 * taken at the frame's time, whatever the camera's shutter. Holds scratch: one per thread.
 */
public final class GeometryPass {
    private static final int TILE = TileOrder.SIDE * TileOrder.SIDE;

    private final Scene scene;
    private final SceneMesh mesh;
    private final Stage stage;
    private final Camera camera;
    private final CameraRays rays;
    private final char[] actors;
    private final byte[] carried;
    private final byte[] painted;
    private final int[] within = new int[TILE];
    private final int[] pixels = new int[TILE];
    private final float[] dx = new float[TILE];
    private final float[] dy = new float[TILE];
    private final float[] dz = new float[TILE];
    private final Hits hits = new Hits(TILE);

    private GeometryPass(Scene scene, SceneMesh mesh, Stage stage, Camera camera, CameraRays rays) {
        this.scene = scene;
        this.mesh = mesh;
        this.stage = stage;
        this.camera = camera;
        this.rays = rays;
        this.actors = new char[mesh.instances().size()];
        this.carried = new byte[actors.length];
        this.painted = new byte[Material.values().length];
        for (int i = 0; i < TILE; i++) {
            within[i] = TileOrder.y(i) * rays.width + TileOrder.x(i);
        }
        for (Material material : Material.values()) {
            painted[material.ordinal()] = (byte) material.semantic().id();
        }
        for (int i = 0; i < actors.length; i++) {
            actors[i] = (char) mesh.instances().get(i).actor();
            carried[i] = SurfaceReader.isOwn(mesh.instances().get(i))
                    ? semantic(mesh.instances().get(i))
                    : FROM_MATERIAL;
        }
    }

    /** {@link SemanticClass} has no such id. */
    private static final byte FROM_MATERIAL = (byte) 255;

    private static byte semantic(Instance carrier) {
        return (byte) carrier.semantic().id();
    }

    /** A pass for a camera of the scene's rig, at the size of the scene's grid. */
    public static GeometryPass of(Scene scene, SceneMesh mesh, WorldBvh bvh, Camera camera) {
        Camera sized = camera.resized(scene.grid().width(), scene.grid().height());
        return new GeometryPass(scene, mesh, new Stage(scene, mesh, bvh), sized, new CameraRays(sized.model()));
    }

    /** Another pass of the same camera, for another thread. */
    public GeometryPass copy() {
        return new GeometryPass(scene, mesh, stage, camera, rays);
    }

    /** A frame of the clip's size for {@link #look}. */
    public GeometryFrame newFrame() {
        return new GeometryFrame(rays.width, rays.height);
    }

    /** Fills {@code out}, which must be of the clip's size. */
    public void look(int frame, GeometryFrame out) {
        if (out.width() != rays.width || out.height() != rays.height) {
            throw new IllegalArgumentException("a frame of another size than the clip's " + scene.grid());
        }
        long time = scene.timestampMicros(camera, frame);
        Moment moment = stage.moment(camera, time);
        float[] eye = moment.eye();
        RayCaster caster = new RayCaster(moment.seen());
        for (int v = 0; v < rays.height; v += TileOrder.SIDE) {
            for (int u = 0; u < rays.width; u += TileOrder.SIDE) {
                number(u, v);
                aim(moment.rotation());
                caster.castFromOrigin(
                        eye[0], eye[1], eye[2], dx, dy, dz, 0, TILE, TilePainter.NEAREST, TilePainter.FAR, hits);
                store(moment.meshes(), out);
            }
        }
    }

    private void aim(float[] r) {
        for (int i = 0; i < TILE; i++) {
            int p = pixels[i];
            float x = rays.x[p];
            float y = rays.y[p];
            float z = rays.z[p];
            dx[i] = r[0] * x + r[1] * y + r[2] * z;
            dy[i] = r[3] * x + r[4] * y + r[5] * z;
            dz[i] = r[6] * x + r[7] * y + r[8] * z;
        }
    }

    /** The pixels of a tile, in the order of its rays. */
    private void number(int left, int top) {
        boolean inside = left + TileOrder.SIDE <= rays.width && top + TileOrder.SIDE <= rays.height;
        int first = top * rays.width + left;
        for (int i = 0; i < TILE; i++) {
            pixels[i] = inside ? first + within[i] : clamped(left, top, i);
        }
    }

    /** Tiles over the right and lower edge repeat the last column and row. */
    private int clamped(int left, int top, int i) {
        int u = Math.min(left + TileOrder.x(i), rays.width - 1);
        int v = Math.min(top + TileOrder.y(i), rays.height - 1);
        return v * rays.width + u;
    }

    private void store(TriangleMesh[] shapes, GeometryFrame out) {
        for (int i = 0; i < TILE; i++) {
            int p = pixels[i];
            int instance = hits.instance[i];
            if (rays.beyondLens.get(p)) {
                out.clear(p);
                continue;
            }
            if (instance == Hits.NONE) {
                out.depth()[p] = Float.POSITIVE_INFINITY;
                out.instance()[p] = 0;
                out.semantic()[p] = (byte) SemanticClass.SKY.id();
                continue;
            }
            out.depth()[p] = hits.t[i] * rays.z[p];
            out.instance()[p] = instance < 0 ? 0 : actors[instance];
            out.semantic()[p] = semantic(shapes, instance, hits.triangle[i]);
        }
    }

    private byte semantic(TriangleMesh[] shapes, int instance, int triangle) {
        if (instance >= 0 && carried[instance] != FROM_MATERIAL) {
            return carried[instance];
        }
        TriangleMesh met = instance < 0 ? mesh.ground() : shapes[instance];
        return painted[met.materials()[triangle]];
    }
}
