package io.tailforge.service.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unit directions of an ideal LiDAR: beams at even elevations, the lowest first, columns counter-clockwise from +x. The beams
 * of a column are consecutive.
 */
record BeamGrid(int rows, int columns, float[] dx, float[] dy, float[] dz) {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,6})");
    private static final long MOST_RAYS = 20_000_000;

    /** @param elevations lowest and highest, degrees */
    static BeamGrid of(String pattern, double[] elevations) {
        Matcher size = SIZE.matcher(pattern);
        if (!size.matches()) {
            throw BadOption.of("--pattern", "'" + pattern + "' is not ROWSxCOLUMNS, as 128x1800 is");
        }
        int rows = Integer.parseInt(size.group(1));
        int columns = Integer.parseInt(size.group(2));
        if (rows == 0 || columns == 0 || (long) rows * columns > MOST_RAYS) {
            throw BadOption.of("--pattern", "between 1 and " + MOST_RAYS + " rays can be cast, not " + pattern);
        }
        if (!(elevations[0] >= -90 && elevations[0] <= elevations[1] && elevations[1] <= 90)) {
            throw BadOption.of("--elevation", "needs LOW,HIGH in degrees with -90 <= LOW <= HIGH <= 90");
        }
        return aimed(rows, columns, elevations[0], elevations[1]);
    }

    private static BeamGrid aimed(int rows, int columns, double low, double high) {
        int rays = rows * columns;
        BeamGrid grid = new BeamGrid(rows, columns, new float[rays], new float[rays], new float[rays]);
        for (int ray = 0; ray < rays; ray++) {
            double share = rows == 1 ? 0 : (double) (ray % rows) / (rows - 1);
            double elevation = Math.toRadians(low + share * (high - low));
            double azimuth = 2 * Math.PI * (ray / rows) / columns;
            grid.dx[ray] = (float) (StrictMath.cos(elevation) * StrictMath.cos(azimuth));
            grid.dy[ray] = (float) (StrictMath.cos(elevation) * StrictMath.sin(azimuth));
            grid.dz[ray] = (float) StrictMath.sin(elevation);
        }
        return grid;
    }

    int rays() {
        return dx.length;
    }
}
