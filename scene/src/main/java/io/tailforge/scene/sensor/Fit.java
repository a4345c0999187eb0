package io.tailforge.scene.sensor;

/** How a camera comes to the clip's size where their aspects differ. */
public enum Fit {
    /** Width and height scaled independently: all of the picture, anamorphic. */
    STRETCH,
    /** Scaled alike in both directions, what is too much cut off evenly at both sides. */
    CROP;

    public CameraModel apply(CameraModel camera, int width, int height) {
        return switch (this) {
            case STRETCH -> camera.resized(width, height);
            case CROP -> camera.filling(width, height);
        };
    }
}
