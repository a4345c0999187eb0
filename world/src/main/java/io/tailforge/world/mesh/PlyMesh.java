package io.tailforge.world.mesh;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A world that was read from a PLY file. Quads are two triangles each, so a triangle's index is that of the file's faces
 * after splitting.
 *
 * @param origin mesh = file - origin; zero unless coordinates are so large that floats would lose tenths of millimetres
 * @param actors actor index + 1 per triangle, 0 for none: the file's {@code instance}
 * @param semantics {@link SemanticClass} id per triangle, -1 where the file has none
 */
public record PlyMesh(Vec3 origin, TriangleMesh mesh, int[] actors, int[] semantics) {
    /** The same triangles as a scene: all that belongs to no actor is the ground, every actor stands where it is. */
    public SceneMesh scene() {
        int[][] byActor = byActor();
        List<Instance> instances = new ArrayList<>();
        for (int actor = 1; actor < byActor.length; actor++) {
            int[] own = byActor[actor];
            if (own.length > 0) {
                ShapeCycle shape = ShapeCycle.rigid(only(own));
                Motion stands = Motion.still(Pose.IDENTITY);
                instances.add(new Instance(shape, stands, actor, semantic(semantics[own[0]]), 0xFFFFFF));
            }
        }
        return new SceneMesh(origin, only(byActor[0]), instances, List.of(), -1);
    }

    private int[][] byActor() {
        int[] counts = new int[Arrays.stream(actors).max().orElse(0) + 1];
        Arrays.stream(actors).forEach(actor -> counts[actor]++);
        int[][] triangles = new int[counts.length][];
        Arrays.setAll(triangles, actor -> new int[counts[actor]]);
        Arrays.fill(counts, 0);
        for (int triangle = 0; triangle < actors.length; triangle++) {
            triangles[actors[triangle]][counts[actors[triangle]]++] = triangle;
        }
        return triangles;
    }

    private static SemanticClass semantic(int id) {
        return Arrays.stream(SemanticClass.values())
                .filter(known -> known.id() == id)
                .findFirst()
                .orElse(SemanticClass.DYNAMIC);
    }

    /** Some of the triangles, over the same vertices. */
    private TriangleMesh only(int[] triangles) {
        int[] indices = new int[3 * triangles.length];
        byte[] materials = new byte[triangles.length];
        int[] tints = new int[triangles.length];
        for (int i = 0; i < triangles.length; i++) {
            System.arraycopy(mesh.indices(), 3 * triangles[i], indices, 3 * i, 3);
            materials[i] = mesh.materials()[triangles[i]];
            tints[i] = mesh.tints()[triangles[i]];
        }
        return new TriangleMesh(mesh.positions(), indices, new float[0], new float[0], materials, tints);
    }
}
