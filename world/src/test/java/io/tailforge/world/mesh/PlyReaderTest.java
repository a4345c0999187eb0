package io.tailforge.world.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlyReaderTest {
    private static final String SQUARE = """
            ply
            format ascii 1.0
            comment a square and a triangle
            element vertex 5
            property float x
            property float y
            property float z
            property float quality
            element face 2
            property list uchar int vertex_indices
            end_header
            0 0 0 9
            1 0 0 9
            1 1 0 9
            0 1 0 9
            0 0 -2.5e0 9
            4 0 1 2 3
            3 0 1 4
            """;

    @TempDir
    Path folder;

    private PlyMesh read(byte[] bytes) throws IOException {
        return PlyReader.read(Files.write(folder.resolve("m.ply"), bytes));
    }

    private PlyMesh read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aQuadIsTwoTrianglesAndUnknownPropertiesAreSkipped() throws IOException {
        PlyMesh ply = read(SQUARE);
        assertThat(ply.mesh().indices()).containsExactly(0, 1, 2, 0, 2, 3, 0, 1, 4);
        assertThat(ply.mesh().positions()).endsWith(0, 0, -2.5f);
        assertThat(ply.mesh().material(0)).isEqualTo(Material.CONCRETE);
        assertThat(ply.origin()).isEqualTo(Vec3.ZERO);
        assertThat(ply.scene().instances()).isEmpty();
    }

    @Test
    void whatTheWriterWroteComesBackWithMaterialsActorsAndTints() throws IOException {
        Instance car = new Instance(
                ShapeCycle.rigid(triangle(Material.CAR_PAINT)),
                Motion.still(Pose.ofYaw(3, 0, 1, 0)),
                7,
                SemanticClass.BUS,
                0x102030);
        Path file = folder.resolve("world.ply");
        PlyWriter.write(
                new SceneMesh(
                        new Vec3(500_000.25, 4_000_000, 5), triangle(Material.GRASS), List.of(car), List.of(), -1),
                0,
                List.of(),
                file);
        PlyMesh ply = PlyReader.read(file);
        assertThat(ply.mesh().material(0)).isEqualTo(Material.GRASS);
        assertThat(ply.actors()).containsExactly(0, 7);
        assertThat(ply.origin().x()).isEqualTo(500_002);
        assertThat(ply.mesh().positions()[9]).isEqualTo(1.25f);
        SceneMesh scene = ply.scene();
        assertThat(scene.ground().triangleCount()).isEqualTo(1);
        assertThat(scene.instances().getFirst().actor()).isEqualTo(7);
        assertThat(scene.instances().getFirst().semantic()).isEqualTo(SemanticClass.BUS);
        assertThat(scene.instances().getFirst().parts().shapes().getFirst().tints())
                .containsExactly(0x102030);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ascii 1.0 | binary_big_endian 1.0 | binary_big_endian
            element vertex 5 | element vertex 5000000 | bytes
            element vertex 5 | element vertex 99999999999 | NAME COUNT
            element vertex 5 | element vertex 4 | corners
            property float x | property half x | half
            property float x | property float w | x, y and z
            vertex_indices | corners | vertex_indices
            3 0 1 4 | 3 0 1 5 | triangle 2
            3 0 1 4 | 3 0 1 -4 | vertex number
            3 0 1 4 | 5 0 1 4 2 3 | triangles and quads
            0 1 0 9 | 0 NaN 0 9 | vertex 3
            0 1 0 9 | 0 one 0 9 | m.ply:15
            3 0 1 4 | 3 0 1 | ends early
            element face 2 | element edge 0 | element face
            """)
    void whatIsNoMeshIsRefusedAndThePlaceIsNamed(String good, String wrong, String said) {
        assertThatThrownBy(() -> read(SQUARE.replace(good, wrong)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("PLY-BAD-FILE")
                .hasMessageContaining(said);
    }

    @Test
    void brokenBytesAreRefusedOrReadButNeverFailOtherwise() throws IOException {
        byte[] good = binary();
        assertThat(read(good).mesh().indices()).containsExactly(0, 1, 2);
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = 0; k < 3 && bad.length > 0; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bad);
            } catch (BadInputException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static byte[] binary() {
        String header = """
                ply
                format binary_little_endian 1.0
                element face 1
                property list uint8 uint32 vertex_index
                element vertex 3
                property float32 x
                property float64 y
                property int16 z
                end_header
                """;
        ByteBuffer bytes = ByteBuffer.allocate(header.length() + 13 + 3 * 14).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 3)
                .putInt(0)
                .putInt(1)
                .putInt(2);
        for (int i = 0; i < 3; i++) {
            bytes.putFloat(i).putDouble(i * i).putShort((short) -i);
        }
        return bytes.array();
    }

    private static TriangleMesh triangle(Material material) {
        MeshBuilder mesh = new MeshBuilder();
        mesh.triangle(mesh.vertex(0, 0, 0), mesh.vertex(1, 0, 0), mesh.vertex(0, 1, 0), material, 0xFFFFFF);
        return mesh.build();
    }
}
