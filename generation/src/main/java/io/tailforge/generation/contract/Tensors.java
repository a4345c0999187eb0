package io.tailforge.generation.contract;

import java.util.List;

/** Names of the contract's tensors; all are BYTES. */
public final class Tensors {
    public static final String REQUEST_JSON = "REQUEST_JSON";
    public static final String SCENE = "SCENE";
    public static final String CONTROL_VIDEO = "CONTROL_VIDEO";
    public static final String CONTROL_KIND = "CONTROL_KIND";
    public static final String RANGE_CONTROL = "RANGE_CONTROL";
    public static final String CAMERA_VIDEO = "CAMERA_VIDEO";
    public static final String INIT_IMAGE = "INIT_IMAGE";
    public static final List<String> INPUTS =
            List.of(REQUEST_JSON, SCENE, CONTROL_VIDEO, CONTROL_KIND, RANGE_CONTROL, CAMERA_VIDEO, INIT_IMAGE);

    public static final String EVENT_JSON = "EVENT_JSON";
    public static final String DATA = "DATA";
    public static final List<String> OUTPUTS = List.of(EVENT_JSON, DATA);

    public static final String DATATYPE = "BYTES";

    private Tensors() {}
}
