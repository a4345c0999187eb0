package io.tailforge.world.mesh;

/**
 * Triangles as flat arrays, counter-clockwise seen from outside. Immutable by agreement: the arrays are shared with the
 * tracer and the engines and nobody writes to them.
 *
 * @param positions x, y, z per vertex, metres in the mesh's frame
 * @param indices three vertices per triangle
 * @param normals x, y, z per vertex (unit), or empty: flat triangles
 * @param uv two floats per vertex in metres along the surface (roads: u along, v across, v = 0 at the lane's right edge;
 *     sign faces: 0..1), or empty
 * @param materials {@link Material#ordinal()} per triangle
 * @param tints 0xRRGGBB (sRGB) per triangle, multiplies the albedo of materials that take a colour; 0xFFFFFF is neutral
 */
public record TriangleMesh(
        float[] positions, int[] indices, float[] normals, float[] uv, byte[] materials, int[] tints) {
    public TriangleMesh {
        int triangles = indices.length / 3;
        if (indices.length % 3 != 0 || materials.length != triangles || tints.length != triangles) {
            throw new IllegalArgumentException("mesh arrays disagree: " + indices.length + " indices, "
                    + materials.length + " materials, " + tints.length + " tints");
        }
        if (normals.length != 0 && normals.length != positions.length) {
            throw new IllegalArgumentException("a normal per vertex or none");
        }
        if (uv.length != 0 && uv.length / 2 != positions.length / 3) {
            throw new IllegalArgumentException("a uv per vertex or none");
        }
    }

    public int triangleCount() {
        return materials.length;
    }

    public Material material(int triangle) {
        return Material.of(materials[triangle]);
    }
}
