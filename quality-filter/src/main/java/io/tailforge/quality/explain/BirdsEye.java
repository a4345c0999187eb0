package io.tailforge.quality.explain;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Lidar;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A sweep from above, the rig's forward up, with the map and the boxes at its start. Points are put where the scene says the
 * sensor stood, whatever the file says. Where the finding's words name an actor, the view is about it.
 */
final class BirdsEye {
    static final Color INSIDE = new Color(0x35c8ff);
    static final Color BESIDE = new Color(0xff4d4d);
    static final Color HIGH = new Color(0xe3c878);
    static final Color LOW = new Color(0xb06cff);
    private static final Color GROUND = new Color(0x566072);
    private static final double REACH = 36;
    private static final double NEAR_REACH = 12;
    private static final double SHELL = 0.6;
    private static final double LEVEL = 0.3;
    private static final Vec3 EGO = new Vec3(4.6, 2, 1.6);

    private final Scene scene;
    private final HdMap map;
    private final Lidar lidar;
    private final Finding finding;

    BirdsEye(Scene scene, HdMap map, Lidar lidar, Finding finding) {
        this.scene = scene;
        this.map = map;
        this.lidar = lidar;
        this.finding = finding;
    }

    private record Placed(ActorTrack actor, Cuboid box, boolean named) {}

    Canvas draw(LidarSweep sweep, SweepPoints points, int side) {
        Pose worldFromRig = scene.ego().at(sweep.startMicros());
        List<Placed> actors = placed(sweep.startMicros());
        Ground ground = ground(worldFromRig, actors, side);
        Canvas canvas = new Canvas(side, side);
        MapLines.of(map).forEach(line -> canvas.draw(Canvas.LANE, ground.path(line), 1, 0.6f));
        drawPoints(canvas, ground, worldFromRig, actors, points);
        actors.forEach(one -> drawBox(canvas, ground, one));
        Cuboid ego = new Cuboid(worldFromRig.times(Pose.ofYaw(EGO.x() / 2 - 1, 0, EGO.z() / 2, 0)), EGO);
        canvas.draw(Canvas.INK, ground.outline(ego), 1.5, 1);
        drawBar(canvas, ground, side);
        return canvas;
    }

    private List<Placed> placed(long time) {
        List<Placed> placed = new ArrayList<>();
        for (ActorTrack actor : scene.actors()) {
            actor.findAt(time)
                    .ifPresent(state ->
                            placed.add(new Placed(actor, state.box(), Words.names(finding.detail(), actor.id()))));
        }
        return placed;
    }

    private Ground ground(Pose worldFromRig, List<Placed> actors, int side) {
        return actors.stream()
                .filter(Placed::named)
                .findFirst()
                .map(one -> new Ground(
                        worldFromRig.inverse(),
                        worldFromRig
                                .inverse()
                                .transform(one.box().worldFromCuboid().translation()),
                        side / (2 * NEAR_REACH),
                        side))
                .orElseGet(() -> new Ground(worldFromRig.inverse(), Vec3.ZERO, side / (2 * REACH), side));
    }

    private void drawPoints(Canvas canvas, Ground ground, Pose worldFromRig, List<Placed> actors, SweepPoints points) {
        List<Cuboid> boxes = actors.stream().map(Placed::box).toList();
        boolean near = actors.stream().anyMatch(Placed::named);
        for (int i = 0; i < points.count(); i++) {
            Vec3 rig = lidar.rigFromLidar().transform(new Vec3(points.x(i), points.y(i), points.z(i)));
            int x = ground.x(rig);
            int y = ground.y(rig);
            if (x >= 0 && y >= 0 && x < canvas.width() && y < canvas.height()) {
                Color colour = colour(worldFromRig.transform(rig), rig.z(), boxes);
                if (near) {
                    canvas.fill(colour, new Ellipse2D.Double(x - 1.5, y - 1.5, 3, 3), 1);
                } else {
                    canvas.dot(colour.getRGB(), x, y);
                }
            }
        }
    }

    private static Color colour(Vec3 world, double height, List<Cuboid> boxes) {
        for (Cuboid box : boxes) {
            if (box.worldFromCuboid().translation().distanceTo(world)
                            < box.size().norm() + SHELL
                    && box.contains(world, SHELL)) {
                return box.contains(world, 0.1) ? INSIDE : height > LEVEL ? BESIDE : GROUND;
            }
        }
        return height > LEVEL ? HIGH : height < -LEVEL ? LOW : GROUND;
    }

    private void drawBox(Canvas canvas, Ground ground, Placed one) {
        Path2D outline = ground.outline(one.box());
        canvas.draw(one.named() ? Canvas.NAMED : Canvas.BOX, outline, one.named() ? 2 : 1.2, 1);
        if (one.named()) {
            var bounds = outline.getBounds();
            canvas.write(one.actor().id(), Canvas.NAMED, bounds.x, Math.max(2, bounds.y - 20), Caption.SIZE);
        }
    }

    private static void drawBar(Canvas canvas, Ground ground, int side) {
        int metres = ground.pixelsPerMetre() * 10 > side / 3.0 ? 2 : 10;
        int length = (int) Math.round(metres * ground.pixelsPerMetre());
        canvas.fill(Canvas.DIM, 8, side - 10, length, 3);
        canvas.write(metres + " m", Canvas.DIM, 14 + length, side - 20, Caption.SIZE);
    }

    /** From the rig's frame and the world's to pixels. */
    private record Ground(Pose rigFromWorld, Vec3 centre, double pixelsPerMetre, int side) {
        int x(Vec3 rig) {
            return (int) Math.floor(u(rig));
        }

        int y(Vec3 rig) {
            return (int) Math.floor(v(rig));
        }

        private double u(Vec3 rig) {
            return side / 2.0 - (rig.y() - centre.y()) * pixelsPerMetre;
        }

        private double v(Vec3 rig) {
            return side / 2.0 - (rig.x() - centre.x()) * pixelsPerMetre;
        }

        Path2D path(Polyline3 line) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < line.size(); i++) {
                add(path, line.point(i));
            }
            return path;
        }

        Path2D outline(Cuboid box) {
            Path2D path = new Path2D.Double();
            Polyline3 corners = box.corners();
            for (int i = 0; i < 4; i++) {
                add(path, corners.point(i));
            }
            path.closePath();
            return path;
        }

        private void add(Path2D path, Vec3 world) {
            Vec3 rig = rigFromWorld.transform(world);
            if (path.getCurrentPoint() == null) {
                path.moveTo(u(rig), v(rig));
            } else {
                path.lineTo(u(rig), v(rig));
            }
        }
    }
}
