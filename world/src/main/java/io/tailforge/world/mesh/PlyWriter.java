package io.tailforge.world.mesh;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a scene at one time as binary little-endian PLY in layout coordinates: vertices as doubles; faces with
 * {@code material} (ordinal of {@link Material}; the header lists the names), {@code semantic} (class id), {@code instance}
 * (actor index + 1, 0 for none) and the tint as red, green, blue. The ego's own body is left out. See docs/world.md.
 */
public final class PlyWriter {
    private record Part(TriangleMesh mesh, Pose layoutFromMesh, Optional<Instance> owner) {}

    /** What a file holds. */
    public record Contents(long vertices, long faces, long bytes) {}

    private PlyWriter() {}

    /** @param comments lines for the header; what is not printable ASCII in them becomes a question mark */
    public static Contents write(SceneMesh scene, long timestampMicros, List<String> comments, Path file)
            throws IOException {
        List<Part> parts = parts(scene, timestampMicros);
        long vertices = parts.stream().mapToLong(PlyWriter::vertices).sum();
        long faces =
                parts.stream().mapToLong(part -> part.mesh().triangleCount()).sum();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(header(vertices, faces, comments).getBytes(StandardCharsets.US_ASCII));
            for (Part part : parts) {
                vertices(part, out);
            }
            int base = 0;
            for (Part part : parts) {
                faces(part, base, out);
                base += Math.toIntExact(vertices(part));
            }
        }
        return new Contents(vertices, faces, Files.size(file));
    }

    private static long vertices(Part part) {
        return part.mesh().positions().length / 3;
    }

    private static List<Part> parts(SceneMesh scene, long time) {
        Pose layoutFromScene = new Pose(scene.origin(), Pose.IDENTITY.rotation());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(scene.ground(), layoutFromScene, Optional.empty()));
        for (int i = 0; i < scene.instances().size(); i++) {
            Instance instance = scene.instances().get(i);
            Optional<Pose> pose = instance.motion().findAt(time);
            if (i != scene.egoVehicle() && pose.isPresent()) {
                ShapeCycle cycle = instance.parts();
                TriangleMesh shape =
                        cycle.shapes().get(cycle.shapeAt(instance.motion().walkedAt(time)));
                parts.add(new Part(shape, layoutFromScene.times(pose.get()), Optional.of(instance)));
            }
        }
        return parts;
    }

    private static String header(long vertices, long faces, List<String> comments) {
        StringBuilder text = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
        comments.forEach(comment -> comment(text, comment));
        for (Material material : Material.values()) {
            comment(text, "material " + material.ordinal() + " " + material);
        }
        return text.append("element vertex ")
                .append(vertices)
                .append("\nproperty double x\nproperty double y\nproperty double z\nelement face ")
                .append(faces)
                .append("\nproperty list uchar int vertex_indices\nproperty uchar material\nproperty uchar semantic\n")
                .append("property ushort instance\nproperty uchar red\nproperty uchar green\nproperty uchar blue\n")
                .append("end_header\n")
                .toString();
    }

    private static void comment(StringBuilder text, String line) {
        text.append("comment ").append(line.replaceAll("[^ -~]", "?")).append('\n');
    }

    private static void vertices(Part part, OutputStream out) throws IOException {
        float[] p = part.mesh().positions();
        ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < p.length; i += 3) {
            Vec3 point = part.layoutFromMesh().transform(new Vec3(p[i], p[i + 1], p[i + 2]));
            bytes.clear().putDouble(point.x()).putDouble(point.y()).putDouble(point.z());
            out.write(bytes.array());
        }
    }

    private static void faces(Part part, int base, OutputStream out) throws IOException {
        TriangleMesh mesh = part.mesh();
        ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < mesh.triangleCount(); t++) {
            bytes.clear().put((byte) 3);
            for (int k = 0; k < 3; k++) {
                bytes.putInt(base + mesh.indices()[3 * t + k]);
            }
            Material material = mesh.material(t);
            int tint = tint(material, mesh.tints()[t], part.owner());
            bytes.put((byte) material.ordinal())
                    .put((byte) semantic(material, part.owner()).id())
                    .putShort(
                            (short) part.owner().map(Instance::actor).orElse(0).intValue())
                    .put((byte) (tint >> 16))
                    .put((byte) (tint >> 8))
                    .put((byte) tint);
            out.write(bytes.array());
        }
    }

    private static SemanticClass semantic(Material material, Optional<Instance> owner) {
        return owner.map(Instance::semantic)
                .filter(semantic -> semantic != SemanticClass.STATIC)
                .orElse(material.semantic());
    }

    private static int tint(Material material, int own, Optional<Instance> owner) {
        boolean takes = material == Material.CAR_PAINT || material == Material.CLOTH;
        return takes && own == 0xFFFFFF ? owner.map(Instance::tint).orElse(own) : own;
    }
}
