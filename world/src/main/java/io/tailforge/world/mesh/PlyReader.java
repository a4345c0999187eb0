package io.tailforge.world.mesh;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.world.mesh.PlyHeader.Element;
import io.tailforge.world.mesh.PlyHeader.Property;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a mesh of triangles and quads from ascii or binary little-endian PLY: vertices {@code x y z}, faces
 * {@code vertex_indices} (or {@code vertex_index}) and, where {@link PlyWriter} wrote the file, {@code material},
 * {@code semantic}, {@code instance} and the tint. Faces without a material are concrete. Everything else is skipped.
 */
public final class PlyReader {
    private static final long MOST_VERTICES = 60_000_000;
    private static final long MOST_FACES = 50_000_000;
    private static final int LONGEST_LIST = 255;
    private static final int MOST_ACTORS = 65_535;
    /** Up to this far from zero a float keeps tenths of millimetres. */
    private static final double NEAR_METRES = 2048;

    private final PlyInput in;
    private final PlyHeader header;
    private final long fileBytes;
    private double[] vertices = new double[0];
    private int vertexCount = -1;
    private int[] indices = new int[0];
    private byte[] materials = new byte[0];
    private int[] tints = new int[0];
    private int[] actors = new int[0];
    private int[] semantics = new int[0];
    private int triangles = -1;
    private final double[] corners = new double[4];

    private PlyReader(PlyInput in, long fileBytes) throws IOException {
        this.in = in;
        this.header = PlyHeader.read(in);
        this.fileBytes = fileBytes;
    }

    /**
     * @throws BadInputException with code {@code PLY-BAD-FILE} where the file is not such a mesh; it names the line or the
     *     element
     */
    public static PlyMesh read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new PlyReader(new PlyInput(stream, file.toString()), Files.size(file)).read();
        }
    }

    private PlyMesh read() throws IOException {
        for (Element element : header.elements()) {
            requirePlausible(element);
            switch (element.name()) {
                case "vertex" -> readVertices(element);
                case "face" -> readFaces(element);
                default -> skip(element);
            }
        }
        if (vertexCount < 0 || triangles < 0) {
            throw in.bad("a mesh needs an 'element vertex' and an 'element face'");
        }
        requireCorners();
        Vec3 origin = origin();
        return new PlyMesh(origin, mesh(origin), Arrays.copyOf(actors, triangles), Arrays.copyOf(semantics, triangles));
    }

    /** Before anything is allocated: what the header promises must fit into the rest of the file. */
    private void requirePlausible(Element element) {
        long most = element.name().equals("vertex") ? MOST_VERTICES : MOST_FACES;
        if (element.count() > most) {
            throw in.at("element " + element.name(), "at most " + most + " can be read, not " + element.count());
        }
        long needed = element.count() * Math.max(1, element.leastBytes(header.ascii()));
        if (needed > fileBytes - in.taken() + 1) {
            throw in.at(
                    "element " + element.name(),
                    element.count() + " of them need at least " + needed + " bytes, the file has "
                            + (fileBytes - in.taken()) + " left");
        }
    }

    private void readVertices(Element element) throws IOException {
        if (vertexCount >= 0) {
            throw in.at("element vertex", "stands twice");
        }
        int[] xyz = {element.find("x"), element.find("y"), element.find("z")};
        if (Arrays.stream(xyz).anyMatch(at -> at < 0)) {
            throw in.at("element vertex", "needs the properties x, y and z");
        }
        vertexCount = (int) element.count();
        vertices = new double[3 * vertexCount];
        for (int vertex = 0; vertex < vertexCount; vertex++) {
            for (int i = 0; i < element.properties().size(); i++) {
                double value = next(element, i, vertex);
                for (int axis = 0; axis < 3; axis++) {
                    if (xyz[axis] == i) {
                        vertices[3 * vertex + axis] = finite(value, vertex);
                    }
                }
            }
        }
    }

    private double finite(double value, int vertex) {
        if (!(Math.abs(value) < 1e9)) {
            throw in.at("vertex " + vertex, "the coordinate " + value + " is not a place on earth in metres");
        }
        return value;
    }

    private void readFaces(Element element) throws IOException {
        if (triangles >= 0) {
            throw in.at("element face", "stands twice");
        }
        int list = Math.max(element.find("vertex_indices"), element.find("vertex_index"));
        if (list < 0 || element.properties().get(list).count().isEmpty()) {
            throw in.at("element face", "needs a list vertex_indices");
        }
        allocate((int) element.count());
        PlyFace values = new PlyFace(element, header.materials());
        triangles = 0;
        for (int face = 0; face < element.count(); face++) {
            int sides = 0;
            values.reset();
            for (int i = 0; i < element.properties().size(); i++) {
                if (i == list) {
                    sides = readCorners(element.properties().get(i), face);
                } else {
                    values.take(i, next(element, i, face));
                }
            }
            if (values.actor() > MOST_ACTORS) {
                throw in.at("face " + face, "instance " + values.actor() + "; at most " + MOST_ACTORS);
            }
            add(values, 0, 1, 2);
            if (sides == 4) {
                add(values, 0, 2, 3);
            }
        }
    }

    private int readCorners(Property list, int face) throws IOException {
        double sides = in.number(list.first());
        if (sides != 3 && sides != 4) {
            throw in.at("face " + face, "has " + (long) sides + " corners; triangles and quads can be read");
        }
        for (int corner = 0; corner < sides; corner++) {
            double index = in.number(list.type());
            if (!(index >= 0 && index <= Integer.MAX_VALUE && index == Math.rint(index))) {
                throw in.at("face " + face, "'" + index + "' is no vertex number");
            }
            corners[corner] = index;
        }
        return (int) sides;
    }

    /** Value of a single number, or of the last of a list that nobody asked for. */
    private double next(Element element, int property, long index) throws IOException {
        Property read = element.properties().get(property);
        if (read.count().isEmpty()) {
            return in.number(read.type());
        }
        double length = in.number(read.first());
        if (!(length >= 0 && length <= LONGEST_LIST)) {
            throw in.at(element.name() + " " + index, "a list of " + length + " numbers; at most " + LONGEST_LIST);
        }
        double last = 0;
        for (int i = 0; i < length; i++) {
            last = in.number(read.type());
        }
        return last;
    }

    private void skip(Element element) throws IOException {
        for (long i = 0; i < element.count(); i++) {
            for (int property = 0; property < element.properties().size(); property++) {
                next(element, property, i);
            }
        }
    }

    private void allocate(int faces) {
        indices = new int[3 * faces];
        materials = new byte[faces];
        tints = new int[faces];
        actors = new int[faces];
        semantics = new int[faces];
    }

    private void add(PlyFace values, int a, int b, int c) {
        if (triangles == materials.length) {
            int room = Math.max(16, triangles + triangles / 2);
            indices = Arrays.copyOf(indices, 3 * room);
            materials = Arrays.copyOf(materials, room);
            tints = Arrays.copyOf(tints, room);
            actors = Arrays.copyOf(actors, room);
            semantics = Arrays.copyOf(semantics, room);
        }
        indices[3 * triangles] = (int) corners[a];
        indices[3 * triangles + 1] = (int) corners[b];
        indices[3 * triangles + 2] = (int) corners[c];
        materials[triangles] = values.material();
        tints[triangles] = values.tint();
        actors[triangles] = values.actor();
        semantics[triangles++] = values.semantic();
    }

    /** After all elements: faces may come before the vertices. */
    private void requireCorners() {
        for (int i = 0; i < 3 * triangles; i++) {
            if (indices[i] >= vertexCount) {
                throw in.at(
                        "triangle " + i / 3,
                        "has the corner " + indices[i] + "; the file has " + vertexCount + " vertices, from 0");
            }
        }
    }

    private Vec3 origin() {
        double[] min = new double[3];
        double[] max = new double[3];
        for (int axis = 0; axis < 3 && vertexCount > 0; axis++) {
            min[axis] = max[axis] = vertices[axis];
            for (int i = axis; i < vertices.length; i += 3) {
                min[axis] = Math.min(min[axis], vertices[i]);
                max[axis] = Math.max(max[axis], vertices[i]);
            }
        }
        double most = 0;
        for (int axis = 0; axis < 3; axis++) {
            most = Math.max(most, Math.max(-min[axis], max[axis]));
        }
        return most <= NEAR_METRES
                ? Vec3.ZERO
                : new Vec3(
                        Math.rint((min[0] + max[0]) / 2),
                        Math.rint((min[1] + max[1]) / 2),
                        Math.rint((min[2] + max[2]) / 2));
    }

    private TriangleMesh mesh(Vec3 origin) {
        double[] shift = {origin.x(), origin.y(), origin.z()};
        float[] positions = new float[vertices.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (float) (vertices[i] - shift[i % 3]);
        }
        return new TriangleMesh(
                positions,
                Arrays.copyOf(indices, 3 * triangles),
                new float[0],
                new float[0],
                Arrays.copyOf(materials, triangles),
                Arrays.copyOf(tints, triangles));
    }
}
