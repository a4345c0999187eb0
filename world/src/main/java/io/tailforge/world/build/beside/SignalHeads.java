package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;

/**
 * Traffic lights: a housing the size the map gives, lenses with visors. Each lens has a light of kind SIGNAL with the map's
 * id; its colour (red, yellow, green) says in which state of the timeline it is lit.
 */
final class SignalHeads {
    private static final float[][] COLOURS = {{1f, 0.05f, 0.02f}, {1f, 0.6f, 0.02f}, {0.05f, 1f, 0.45f}};
    private static final int[] TINTS = {0xFF3020, 0xFFB020, 0x30FF90};

    private final Extent extent;
    private final Supports supports;
    private final Shaper ground;
    private final Props props;

    SignalHeads(Extent extent, Supports supports, Shaper ground, Props props) {
        this.extent = extent;
        this.supports = supports;
        this.ground = ground;
        this.props = props;
    }

    void add(TrafficLight light) {
        Panel panel = Panel.of(extent.local(light.corners()), light.facing());
        if (!extent.isNear(panel.centre())) {
            return;
        }
        Pose pose = Pose.ofYaw(
                panel.centre().x(), panel.centre().y(), panel.centre().z(), light.facing());
        double depth = Math.clamp(panel.depth(), 0.12, 0.3);
        double w = Math.max(panel.width(), 0.2);
        double h = Math.max(panel.height(), 0.2);
        Shaper housing = ground.at(pose).of(Material.SIGNAL_HOUSING);
        housing.box(-depth / 2, -w / 2, -h / 2, depth / 2, w / 2, h / 2);
        housing.box(-depth / 2 - 0.01, -w / 2 - 0.09, -h / 2 - 0.09, -depth / 2 + 0.01, w / 2 + 0.09, h / 2 + 0.09);
        boolean lying = w > 1.4 * h;
        double step = (lying ? w : h) / 3;
        double radius = Math.min(0.42 * step, 0.42 * (lying ? h : w));
        for (int i = 0; i < 3; i++) {
            double along = (1 - i) * step;
            Vec3 place = new Vec3(depth / 2, lying ? along : 0, lying ? 0 : along);
            lens(housing, place, radius, i);
            Vec3 out = pose.rotate(new Vec3(1, 0, 0));
            Vec3 at = pose.transform(place.plus(new Vec3(0.02, 0, 0)));
            props.signal(at, out, COLOURS[i][0], COLOURS[i][1], COLOURS[i][2], light.id());
        }
        supports.hold(panel.back(), light.facing(), h / 2);
    }

    private static void lens(Shaper housing, Vec3 place, double radius, int colour) {
        Vec3 out = new Vec3(1, 0, 0);
        housing.of(Material.SIGNAL_LENS, TINTS[colour]).disc(place.plus(out.times(0.006)), out, radius, 16);
        int n = 8;
        double r = radius * 1.12;
        for (int i = 0; i < n; i++) {
            double a = Math.PI * (-0.1 + 1.2 * i / n);
            double b = Math.PI * (-0.1 + 1.2 * (i + 1) / n);
            Vec3 p = place.plus(new Vec3(0, r * StrictMath.cos(a), r * StrictMath.sin(a)));
            Vec3 q = place.plus(new Vec3(0, r * StrictMath.cos(b), r * StrictMath.sin(b)));
            Vec3 ahead = out.times(1.6 * radius);
            housing.quad(p, p.plus(ahead), q.plus(ahead), q);
            housing.quad(q, q.plus(ahead), p.plus(ahead), p);
        }
    }
}
