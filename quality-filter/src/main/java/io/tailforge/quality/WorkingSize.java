package io.tailforge.quality;

/** The size at which the checks look at a video: at most {@link CameraFrame#MOST_WIDTH} wide, the same aspect, never enlarged. */
public record WorkingSize(int width, int height) {
    public static WorkingSize of(int width, int height) {
        if (width <= CameraFrame.MOST_WIDTH) {
            return new WorkingSize(width, height);
        }
        double scale = (double) CameraFrame.MOST_WIDTH / width;
        return new WorkingSize(CameraFrame.MOST_WIDTH, (int) Math.max(2, Math.round(height * scale / 2) * 2));
    }
}
