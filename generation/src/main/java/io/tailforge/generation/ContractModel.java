package io.tailforge.generation;

import io.tailforge.scene.artifact.ObjectKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The two models of the contract: real engines come apart there. */
public enum ContractModel {
    MULTIVIEW_VIDEO(
            "multiview_video",
            EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.INSTANCE, ObjectKind.SEMANTIC, ObjectKind.FLOW)),
    LIDAR_SWEEP("lidar_sweep", EnumSet.of(ObjectKind.RANGE_IMAGE, ObjectKind.POINTS));

    /** The contract's major version. */
    public static final int VERSION = 1;

    private final String wireName;
    private final Set<ObjectKind> kinds;

    ContractModel(String wireName, Set<ObjectKind> kinds) {
        this.wireName = wireName;
        this.kinds = Set.copyOf(kinds);
    }

    /** The model's name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** {@code tailforge.<name>/<major>}, in the model's configuration and in each request. */
    public String contractId() {
        return "tailforge." + wireName + "/" + VERSION;
    }

    /** What such a model may make at all. */
    public Set<ObjectKind> kinds() {
        return kinds;
    }

    public static Optional<ContractModel> findByWireName(String name) {
        return Arrays.stream(values()).filter(m -> m.wireName.equals(name)).findFirst();
    }
}
