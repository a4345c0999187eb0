package io.tailforge.world.build.actor;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Fit;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;

/**
 * Gives every actor a body. The mesh frame is the label box's: origin at its centre, x along its length; the body fills
 * the box and never leaves it. Looks depend on the seed and the actor's id alone.
 */
public final class ActorShapes {
    static final int GAIT_SHAPES = 12;
    static final int WHEEL_SHAPES = 4;

    private static final int[] PAINTS = {
        0xF2F2F0, 0xD8D8D8, 0x1C1C1E, 0x5A5D62, 0x9EA3A8, 0x8E1C20, 0x1E3A6E, 0x24507A, 0x2F4A38, 0xB8A88A, 0xA23A1E,
        0x6E7F8C
    };

    private static final int[] LIVERIES = {0xB02A22, 0xE8B820, 0xF0F0EC, 0x2A5AA0, 0x3A7A4A};

    private static final Vec3 EGO_SIZE = new Vec3(4.75, 1.95, 1.62);
    /** From the rear axle forward to the middle of the body, metres. */
    private static final double EGO_CENTRE = 1.4;

    private final Vec3 origin;
    private final long seed;

    /** @param origin of the mesh frame in the layout */
    public ActorShapes(Vec3 origin, long seed) {
        this.origin = origin;
        this.seed = seed;
    }

    /** @param number actor index + 1 */
    public Instance instance(ActorTrack track, int number) {
        SplittableRandom random = Chance.of(seed, "actor " + track.id(), 0);
        int tint = tint(track.actorClass(), random);
        Vec3 size = smallest(track);
        return new Instance(
                shapes(track, size, random),
                new ActorMotion(track, origin),
                number,
                semantic(track.actorClass()),
                tint);
    }

    /** @param carrier index of the actor's instance */
    public List<Light> lamps(ActorTrack track, int carrier) {
        return VehicleLamps.of(track, smallest(track), carrier);
    }

    /** The ego's own body; no actor, in no truth. */
    public Instance egoVehicle(EgoTrajectory ego) {
        Pose rigFromBody = new Pose(new Vec3(EGO_CENTRE, 0, EGO_SIZE.z() / 2), Quaternion.IDENTITY);
        Motion motion = time -> {
            Pose body = ego.at(time).times(rigFromBody);
            return Optional.of(new Pose(body.translation().minus(origin), body.rotation()));
        };
        ShapeCycle shape = rigid(CarShape.of(CarShape.Style.SUV, 0), EGO_SIZE);
        return new Instance(shape, motion, 0, SemanticClass.STATIC, 0x5A5D62);
    }

    public List<Light> egoLamps(int carrier) {
        return VehicleLamps.pair(EGO_SIZE, carrier);
    }

    private static int tint(ActorClass actorClass, SplittableRandom random) {
        return switch (actorClass) {
            case CAR, VAN, TRUCK, TRAILER -> Chance.pick(random, PAINTS);
            case BUS, TRAM -> Chance.pick(random, LIVERIES);
            case MOTORCYCLE, BICYCLE, PEDESTRIAN, CHILD, STROLLER, ANIMAL, DEBRIS, CONE, OTHER -> 0xFFFFFF;
        };
    }

    private static Vec3 smallest(ActorTrack track) {
        Vec3 least = track.states().getFirst().size();
        for (ActorState state : track.states()) {
            Vec3 s = state.size();
            least = new Vec3(Math.min(least.x(), s.x()), Math.min(least.y(), s.y()), Math.min(least.z(), s.z()));
        }
        return least;
    }

    private ShapeCycle shapes(ActorTrack track, Vec3 size, SplittableRandom random) {
        return switch (track.actorClass()) {
            case CAR -> car(carStyle(size, random), track.moving(), size);
            case VAN -> car(CarShape.Style.VAN, track.moving(), size);
            case PEDESTRIAN, CHILD -> walker(track, size, random);
            case TRUCK -> {
                long looks = random.nextLong();
                yield heavy(track, size, turn -> HeavyShape.truck(size, turn, new SplittableRandom(looks)));
            }
            case BUS -> heavy(track, size, turn -> HeavyShape.bus(size, turn));
            case TRAM -> rigid(HeavyShape.tram(size), size);
            case TRAILER -> {
                long looks = random.nextLong();
                yield heavy(track, size, turn -> HeavyShape.trailer(size, turn, new SplittableRandom(looks)));
            }
            case MOTORCYCLE -> {
                long looks = random.nextLong();
                double radius = CycleShape.MOTOR_WHEEL * size.x() / CycleShape.MOTOR_LENGTH;
                yield rolling(
                        track.moving(),
                        radius,
                        CycleShape.MOTOR_SPOKES,
                        size,
                        turn -> CycleShape.motorcycle(turn, looks));
            }
            case BICYCLE -> rider(size, random);
            case STROLLER -> rigid(SmallShapes.stroller(), size);
            case ANIMAL -> animal(size, random);
            case DEBRIS -> rigid(SmallShapes.debris(random), size);
            case CONE -> rigid(SmallShapes.cone(), size);
            case OTHER -> rigid(SmallShapes.unnamed(), size);
        };
    }

    private static ShapeCycle car(CarShape.Style style, boolean moving, Vec3 size) {
        double radius = style.wheel() * size.z() / style.height();
        return rolling(moving, radius, CarShape.SPOKES, size, turn -> CarShape.of(style, turn));
    }

    private static ShapeCycle heavy(ActorTrack track, Vec3 size, DoubleFunction<TriangleMesh> shape) {
        return rolling(track.moving(), HeavyShape.WHEEL, CarShape.SPOKES, size, shape);
    }

    /** A wheel looks the same after the angle between two spokes, so the shapes cover no more than that. */
    private static ShapeCycle rolling(
            boolean moving, double radius, int spokes, Vec3 size, DoubleFunction<TriangleMesh> shapeAtTurn) {
        double spoke = 2 * Math.PI / spokes;
        int count = moving ? WHEEL_SHAPES : 1;
        List<TriangleMesh> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shapes.add(shapeAtTurn.apply(spoke * i / count));
        }
        return new ShapeCycle(Fit.intoBox(shapes, size), radius * spoke);
    }

    private static ShapeCycle rigid(TriangleMesh mesh, Vec3 size) {
        return ShapeCycle.rigid(Fit.intoBox(mesh, size));
    }

    private static CarShape.Style carStyle(Vec3 size, SplittableRandom random) {
        if (size.z() > 1.62) {
            return CarShape.Style.SUV;
        }
        boolean small = size.x() < 4.2 || size.x() < 4.5 && random.nextBoolean();
        return small ? CarShape.Style.HATCHBACK : CarShape.Style.SEDAN;
    }

    private static ShapeCycle walker(ActorTrack track, Vec3 size, SplittableRandom random) {
        boolean child = track.actorClass() == ActorClass.CHILD;
        double height = size.z();
        if (!track.moving()) {
            return rigid(PersonShape.of(height, child, PersonShape.Stance.standing(), random), size);
        }
        // As far as the label box leaves room for the feet.
        double swing = Math.clamp(
                StrictMath.asin(Math.clamp((size.x() / 2 - 0.07 * height) / (0.5 * height), 0.05, 0.6)), 0.17, 0.5);
        long looks = random.nextLong();
        List<TriangleMesh> shapes = new ArrayList<>();
        for (int i = 0; i < GAIT_SHAPES; i++) {
            PersonShape.Stance stance = PersonShape.Stance.walking(i / (double) GAIT_SHAPES, swing);
            shapes.add(PersonShape.of(height, child, stance, new SplittableRandom(looks)));
        }
        return new ShapeCycle(Fit.intoBox(shapes, size), 4 * 0.5 * height * StrictMath.sin(swing));
    }

    private static ShapeCycle rider(Vec3 size, SplittableRandom random) {
        long looks = random.nextLong();
        List<TriangleMesh> shapes = new ArrayList<>();
        for (int i = 0; i < GAIT_SHAPES; i++) {
            shapes.add(CycleShape.bicycle(i / (double) GAIT_SHAPES, looks));
        }
        return new ShapeCycle(Fit.intoBox(shapes, size), CycleShape.METRES_A_TURN * size.x() / CycleShape.LENGTH);
    }

    private static ShapeCycle animal(Vec3 size, SplittableRandom random) {
        int tint = Chance.pick(random, 0xFFFFFF, 0x807060, 0xE8C898);
        List<TriangleMesh> shapes = new ArrayList<>();
        for (int i = 0; i < GAIT_SHAPES; i++) {
            shapes.add(SmallShapes.animal(i / (double) GAIT_SHAPES, tint));
        }
        return new ShapeCycle(Fit.intoBox(shapes, size), 1.1 * size.x());
    }

    private static SemanticClass semantic(ActorClass actorClass) {
        return switch (actorClass) {
            case CAR, VAN -> SemanticClass.CAR;
            case TRUCK -> SemanticClass.TRUCK;
            case BUS -> SemanticClass.BUS;
            case TRAM -> SemanticClass.TRAIN;
            case TRAILER -> SemanticClass.TRAILER;
            case MOTORCYCLE -> SemanticClass.MOTORCYCLE;
            case BICYCLE -> SemanticClass.BICYCLE;
            case PEDESTRIAN, CHILD -> SemanticClass.PERSON;
            case STROLLER, ANIMAL, DEBRIS, CONE, OTHER -> SemanticClass.DYNAMIC;
        };
    }
}
