package io.tailforge.quality.check.view;

import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.SceneGeometry;

/** How far above the horizon each cell of the luma grid looks, as the sine. @param sine row by row from the top */
record Elevations(float[] sine) {
    private static final double HORIZON_LOW = Math.sin(Math.toRadians(-1.5));
    private static final double HORIZON_HIGH = Math.sin(Math.toRadians(7));
    private static final double GROUND_LOW = Math.sin(Math.toRadians(-31));
    private static final double GROUND_HIGH = Math.sin(Math.toRadians(-10));

    private static final double SKY = Math.sin(Math.toRadians(12));

    static Elevations of(SceneGeometry geometry, int frame) {
        float[] sine = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        for (int cell = 0; cell < sine.length; cell++) {
            double u = (cell % FrameLuma.COLUMNS + 0.5) * geometry.width() / FrameLuma.COLUMNS - 0.5;
            int row = cell / FrameLuma.COLUMNS;
            double v = (row + 0.5) * geometry.height() / FrameLuma.ROWS - 0.5;
            sine[cell] = (float) geometry.ray(frame, u, v).z();
        }
        return new Elevations(sine);
    }

    boolean isHorizon(int cell) {
        return sine[cell] > HORIZON_LOW && sine[cell] < HORIZON_HIGH;
    }

    boolean isHigh(int cell) {
        return sine[cell] > SKY;
    }

    boolean isGround(int cell) {
        return sine[cell] > GROUND_LOW && sine[cell] < GROUND_HIGH;
    }
}
