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

    /** Share of the camera's rows that the picture still shows. */
    double rowsKept(CameraModel camera, int width, int height) {
        double wide = (double) width / camera.width();
        double tall = (double) height / camera.height();
        return this == CROP ? Math.min(1, tall / Math.max(wide, tall)) : 1;
    }
}
