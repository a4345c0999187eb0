package io.tailforge.quality;

import io.tailforge.quality.fault.Fault;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Each check against the contract. */
class ChecksTest {
    @Nested
    class Integrity extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "integrity";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.TruncatedFile("front", 0.7), "VIDEO-DAMAGED",
                    new Fault.MissingFile("rear"), "VIDEO-UNREADABLE",
                    new Fault.MissingTail("rear", 2), "VIDEO-FRAMES");
        }
    }

    @Nested
    class Exposure extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "exposure";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(new Fault.BlackCamera("rear"), "FRAME-BLACK");
        }
    }

    @Nested
    class Freeze extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "freeze";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.FrozenRun("front", 10, 2), "FREEZE",
                    new Fault.FrozenRun("rear", 5, 12), "FREEZE",
                    new Fault.DroppedFrames("front", 8, 1), "FREEZE");
        }
    }

    @Nested
    class Flicker extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "flicker";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.GlobalFlicker("front", 0.01, 1), "FLICKER-GLOBAL",
                    new Fault.LocalFlicker("rear", 0.06, 0.1, 2), "FLICKER-LOCAL");
        }
    }

    @Nested
    class LidarFormat extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "lidar-format";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.LidarNan("top", 3, 5), "LIDAR-NAN",
                    new Fault.SwappedSweeps("top", 1, 4), "LIDAR-START");
        }
    }

    @Nested
    class LidarGround extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "lidar-ground";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.LidarHeight("top", 0.2), "GROUND-HEIGHT",
                    new Fault.LidarHeight("top", -0.2), "GROUND-HEIGHT",
                    new Fault.LidarHeight("top", -0.5), "GROUND-BELOW");
        }
    }

    @Nested
    class LidarActors extends QualityCheckContract {
        @Override
        protected String checkId() {
            return "lidar-actors";
        }

        @Override
        protected Map<Fault, String> faults() {
            return Map.of(
                    new Fault.MissingActor("top", 0), "ACTOR-EMPTY",
                    new Fault.MissingActor("top", 2), "ACTOR-EMPTY",
                    new Fault.LidarYaw("top", Math.toRadians(6)), "ACTOR-INSIDE");
        }
    }
}
