package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import java.util.List;

/**
 * A box that shows a face: the map's eight corners, whatever their order, seen along the face's heading.
 *
 * @param centre mesh frame
 * @param width across the face, {@code height} up, {@code depth} along the facing; metres
 */
record Panel(Vec3 centre, double facing, double width, double height, double depth) {
    static Panel of(List<Vec3> corners, double facing) {
        Vec3 ahead = new Vec3(StrictMath.cos(facing), StrictMath.sin(facing), 0);
        Vec3 left = new Vec3(-ahead.y(), ahead.x(), 0);
        double[] depth = span(corners, ahead);
        double[] width = span(corners, left);
        double[] height = span(corners, Vec3.UP);
        Vec3 centre = ahead.times((depth[0] + depth[1]) / 2)
                .plus(left.times((width[0] + width[1]) / 2))
                .plus(Vec3.UP.times((height[0] + height[1]) / 2));
        return new Panel(centre, facing, width[1] - width[0], height[1] - height[0], depth[1] - depth[0]);
    }

    private static double[] span(List<Vec3> corners, Vec3 axis) {
        double low = corners.stream().mapToDouble(axis::dot).min().orElseThrow();
        double high = corners.stream().mapToDouble(axis::dot).max().orElseThrow();
        return new double[] {low, high};
    }

    Vec3 back() {
        return centre.plus(new Vec3(-StrictMath.cos(facing), -StrictMath.sin(facing), 0).times(depth / 2));
    }
}
