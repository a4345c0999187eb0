package io.tailforge.world.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlyWriterTest {
    @TempDir
    Path folder;

    private static TriangleMesh triangle(Material material) {
        MeshBuilder mesh = new MeshBuilder();
        mesh.triangle(mesh.vertex(0, 0, 0), mesh.vertex(1, 0, 0), mesh.vertex(0, 1, 0), material, 0xFFFFFF);
        return mesh.build();
    }

    @Test
    void facesCarryMaterialAndInstanceAndVerticesLieInTheLayout() throws IOException {
        Motion drives = time -> java.util.Optional.of(Pose.ofYaw(time * 1e-6, 0, 2, 0));
        Instance car =
                new Instance(ShapeCycle.rigid(triangle(Material.CAR_PAINT)), drives, 7, SemanticClass.CAR, 0x102030);
        SceneMesh scene = new SceneMesh(new Vec3(100, 200, 5), triangle(Material.ASPHALT), List.of(car), List.of(), -1);
        Path file = folder.resolve("world.ply");
        PlyWriter.Contents written = PlyWriter.write(scene, 3_000_000, List.of("instance 7 a\nend_header"), file);

        byte[] bytes = Files.readAllBytes(file);
        assertThat(written).isEqualTo(new PlyWriter.Contents(6, 2, bytes.length));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .startsWith("ply\nformat binary_little_endian 1.0\n")
                .contains("comment instance 7 a?end_header\n", "element vertex 6", "element face 2");
        int body = text.indexOf("\nend_header\n") + "\nend_header\n".length();
        ByteBuffer data =
                ByteBuffer.wrap(bytes, body, bytes.length - body).slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(data.remaining()).isEqualTo(6 * 24 + 2 * 20);
        assertThat(data.getDouble(3 * 24)).isEqualTo(103);
        assertThat(data.getDouble(3 * 24 + 16)).isEqualTo(7);
        int face = 6 * 24 + 20;
        assertThat(data.get(face)).isEqualTo((byte) 3);
        assertThat(data.getInt(face + 1)).isEqualTo(3);
        assertThat(data.get(face + 13)).isEqualTo((byte) Material.CAR_PAINT.ordinal());
        assertThat(data.get(face + 14)).isEqualTo((byte) SemanticClass.CAR.id());
        assertThat(data.getShort(face + 15)).isEqualTo((short) 7);
        assertThat(data.get(face + 17)).isEqualTo((byte) 0x10);
    }
}
