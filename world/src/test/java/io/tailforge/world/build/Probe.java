package io.tailforge.world.build;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Straight down through everything that stands still, in layout coordinates; slow and simple on purpose. */
final class Probe {
    private record Facet(double[] p, Material material) {}

    private final Map<Long, List<Facet>> cells = new HashMap<>();

    Probe(SceneMesh mesh) {
        add(mesh.ground(), mesh.origin(), null);
        for (int i = 0; i < mesh.instances().size(); i++) {
            Instance instance = mesh.instances().get(i);
            if (instance.actor() == 0 && i != mesh.egoVehicle()) {
                add(instance.parts().shapes().getFirst(), mesh.origin(), instance);
            }
        }
    }

    private void add(TriangleMesh mesh, Vec3 origin, @org.jspecify.annotations.Nullable Instance instance) {
        for (int t = 0; t < mesh.triangleCount(); t++) {
            double[] p = new double[9];
            for (int k = 0; k < 3; k++) {
                int v = 3 * mesh.indices()[3 * t + k];
                Vec3 point = new Vec3(mesh.positions()[v], mesh.positions()[v + 1], mesh.positions()[v + 2]);
                Vec3 world = instance == null
                        ? point
                        : instance.motion().findAt(0).orElseThrow().transform(point);
                p[3 * k] = world.x() + origin.x();
                p[3 * k + 1] = world.y() + origin.y();
                p[3 * k + 2] = world.z() + origin.z();
            }
            index(new Facet(p, mesh.material(t)));
        }
    }

    private void index(Facet facet) {
        double[] p = facet.p();
        for (long x = cell(Math.min(p[0], Math.min(p[3], p[6])));
                x <= cell(Math.max(p[0], Math.max(p[3], p[6])));
                x++) {
            for (long y = cell(Math.min(p[1], Math.min(p[4], p[7])));
                    y <= cell(Math.max(p[1], Math.max(p[4], p[7])));
                    y++) {
                cells.computeIfAbsent(x << 32 ^ (y & 0xFFFFFFFFL), _ -> new ArrayList<>())
                        .add(facet);
            }
        }
    }

    private static long cell(double v) {
        return (long) Math.floor(v / 2);
    }

    private static double height(double[] p, double x, double y) {
        double area = (p[3] - p[0]) * (p[7] - p[1]) - (p[4] - p[1]) * (p[6] - p[0]);
        double b = ((x - p[0]) * (p[7] - p[1]) - (y - p[1]) * (p[6] - p[0])) / area;
        double c = ((p[3] - p[0]) * (y - p[1]) - (p[4] - p[1]) * (x - p[0])) / area;
        return area != 0 && b >= 0 && c >= 0 && b + c <= 1 ? p[2] + b * (p[5] - p[2]) + c * (p[8] - p[2]) : Double.NaN;
    }

    private List<Facet> at(double x, double y) {
        return cells.getOrDefault(cell(x) << 32 ^ (cell(y) & 0xFFFFFFFFL), List.of());
    }

    List<Double> heightsAbove(double x, double y) {
        return at(x, y).stream()
                .map(f -> height(f.p(), x, y))
                .filter(z -> !Double.isNaN(z))
                .toList();
    }

    /** What lies between two heights over a place. */
    List<Material> materialsBetween(double x, double y, double low, double high) {
        return at(x, y).stream()
                .filter(f -> height(f.p(), x, y) > low && height(f.p(), x, y) < high)
                .map(Facet::material)
                .toList();
    }

    Material materialAt(double x, double y, double below) {
        double best = Double.NEGATIVE_INFINITY;
        Material material = Material.FACADE;
        for (Facet facet : at(x, y)) {
            double z = height(facet.p(), x, y);
            if (z <= below && z > best) {
                best = z;
                material = facet.material();
            }
        }
        return material;
    }
}
