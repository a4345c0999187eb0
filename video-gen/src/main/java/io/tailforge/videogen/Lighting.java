package io.tailforge.videogen;

import io.tailforge.world.mesh.Material;
import io.tailforge.world.trace.RayCaster;

/** Lights a batch of surfels: which of them see the sun, the sky and the lamps, and what they send back. One per thread. */
final class Lighting {
    private static final float FAR = 400;
    private static final float SKY_REACH = 60;
    private static final float BOUNCED = 0.28f;
    private static final float INVERSE_PI = 0.31830989f;

    private final World world;
    private Shot shot;
    private final RayCaster around;
    private final LampLight lampLight;
    private final TileFilter filter = new TileFilter();
    private final float[] ox = new float[Surfels.CAPACITY];
    private final float[] oy = new float[Surfels.CAPACITY];
    private final float[] oz = new float[Surfels.CAPACITY];
    private final int[] which = new int[Surfels.CAPACITY];
    private final boolean[] blocked = new boolean[Surfels.CAPACITY];
    private final float[] possible = new float[Surfels.CAPACITY];
    private final float[] open = new float[Surfels.CAPACITY];
    private final float[] sumPossible = new float[Surfels.CAPACITY];
    private final float[] rgb = new float[3];

    Lighting(World world, Shot shot) {
        this.world = world;
        this.shot = shot;
        around = new RayCaster(shot.around());
        lampLight = new LampLight(world, shot, around);
    }

    /** Turns to another strip of the picture. */
    void take(Shot strip) {
        shot = strip;
        around.turnTo(strip.around());
        lampLight.take(strip);
    }

    /** Fills {@code sunSeen}. */
    void findSun(Surfels s) {
        java.util.Arrays.fill(s.sunSeen, 0, s.count, 0);
        Sky sky = world.sky();
        if (!sky.hasSun()) {
            return;
        }
        int n = 0;
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i) && facesSun(s, i, sky)) {
                depart(s, i, sky.sunX() * s.gx[i] + sky.sunY() * s.gy[i] + sky.sunZ() * s.gz[i] >= 0 ? 1 : -1, n);
                which[n++] = i;
            }
        }
        around.occludedAlong(sky.sunX(), sky.sunY(), sky.sunZ(), ox, oy, oz, 0, n, 0, FAR, blocked);
        for (int k = 0; k < n; k++) {
            s.sunSeen[which[k]] = blocked[k] ? 0 : 1;
        }
    }

    private static boolean facesSun(Surfels s, int i, Sky sky) {
        boolean shading = s.nx[i] * sky.sunX() + s.ny[i] * sky.sunY() + s.nz[i] * sky.sunZ() > 0;
        boolean geometric = s.gx[i] * sky.sunX() + s.gy[i] * sky.sunY() + s.gz[i] * sky.sunZ() > 0;
        return shading && geometric || s.translucency[i] > 0;
    }

    /** Puts the start of a ray from surfel i at slot k, a little off the surface on the side given. */
    private void depart(Surfels s, int i, float side, int k) {
        float off = side * (2e-3f + 2e-5f * s.range[i]);
        ox[k] = s.x[i] + off * s.gx[i];
        oy[k] = s.y[i] + off * s.gy[i];
        oz[k] = s.z[i] + off * s.gz[i];
    }

    /** Fills {@code skySeen} of a whole tile in the order of {@link TileOrder}. */
    void findSky(Surfels s) {
        SkySamples samples = world.skySamples();
        if (world.preset().skyDirections() == 0) {
            java.util.Arrays.fill(s.skySeen, 0, s.count, 0.8f);
            return;
        }
        java.util.Arrays.fill(s.skySeen, 0, s.count, 0);
        java.util.Arrays.fill(sumPossible, 0);
        for (int round = 0; round < samples.perPixel; round++) {
            for (int group = 0; group < SkySamples.GROUPS; group++) {
                probe(s, group, samples, round * SkySamples.GROUPS + group);
            }
            add(open, s.skySeen);
            add(possible, sumPossible);
        }
        filter.gather(s.skySeen);
        filter.gather(sumPossible);
        for (int i = 0; i < s.count; i++) {
            s.skySeen[i] = sumPossible[i] > 1e-9f ? s.skySeen[i] / sumPossible[i] : 0.3f;
        }
    }

    private static void add(float[] part, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
        }
    }

    private void probe(Surfels s, int group, SkySamples samples, int direction) {
        float dx = samples.x[direction];
        float dy = samples.y[direction];
        float dz = samples.z[direction];
        int n = 0;
        for (int i = group; i < s.count; i += SkySamples.GROUPS) {
            float cos = s.isSky(i) ? 0 : s.nx[i] * dx + s.ny[i] * dy + s.nz[i] * dz;
            possible[i] = Math.max(0, cos) * samples.weight[direction];
            open[i] = possible[i];
            if (cos > 0) {
                depart(s, i, 1, n);
                which[n++] = i;
            }
        }
        around.occludedAlong(dx, dy, dz, ox, oy, oz, 0, n, 0, SKY_REACH, blocked);
        for (int k = 0; k < n; k++) {
            if (blocked[k]) {
                open[which[k]] = 0;
            }
        }
    }

    /** Fills the lamps' part. */
    void findLamps(Surfels s, boolean tile) {
        lampLight.fall(s, tile);
    }

    /** Sums all light that leaves each surfel towards its ray's origin, mirror images and the air between left out. */
    void shade(Surfels s) {
        for (int i = 0; i < s.count; i++) {
            if (s.isSky(i)) {
                world.sky().radiance(s.dx[i], s.dy[i], s.dz[i], rgb);
                world.sky().addDisc(s.dx[i], s.dy[i], s.dz[i], rgb);
                put(s, i, rgb[0], rgb[1], rgb[2]);
            } else {
                shade(s, i);
            }
        }
    }

    private void shade(Surfels s, int i) {
        Sky sky = world.sky();
        float nx = s.nx[i];
        float ny = s.ny[i];
        float nz = s.nz[i];
        float cosSun = nx * sky.sunX() + ny * sky.sunY() + nz * sky.sunZ();
        float direct = s.sunSeen[i] * (cosSun > 0 ? cosSun : -cosSun * s.translucency[i]);
        sky.irradiance(nx, ny, nz, rgb);
        float seen = s.skySeen[i];
        float low = 0.35f + 0.65f * seen;
        float under = 1 - s.gloss[i];
        float shine = s.gloss[i] > 0 && direct > 0 ? direct * highlight(s, i, cosSun) : 0;
        float bounce = (1 - seen) * BOUNCED;
        float red = rgb[0] * seen
                + (rgb[0] + sky.litWalls(0)) * bounce
                + sky.groundLight(nz, 0) * low
                + sky.sunLight(0) * direct
                + s.lampRed[i];
        float green = rgb[1] * seen
                + (rgb[1] + sky.litWalls(1)) * bounce
                + sky.groundLight(nz, 1) * low
                + sky.sunLight(1) * direct
                + s.lampGreen[i];
        float blue = rgb[2] * seen
                + (rgb[2] + sky.litWalls(2)) * bounce
                + sky.groundLight(nz, 2) * low
                + sky.sunLight(2) * direct
                + s.lampBlue[i];
        put(
                s,
                i,
                s.red[i] * red * INVERSE_PI * under + s.glowRed[i] + shine * sky.sunLight(0) + s.shineRed[i],
                s.green[i] * green * INVERSE_PI * under + s.glowGreen[i] + shine * sky.sunLight(1) + s.shineGreen[i],
                s.blue[i] * blue * INVERSE_PI * under + s.glowBlue[i] + shine * sky.sunLight(2) + s.shineBlue[i]);
    }

    private float highlight(Surfels s, int i, float cosSun) {
        Sky sky = world.sky();
        return cosSun <= 0 ? 0 : Microfacets.lobe(s, i, sky.sunX(), sky.sunY(), sky.sunZ());
    }

    private static void put(Surfels s, int i, float red, float green, float blue) {
        s.outRed[i] = red;
        s.outGreen[i] = green;
        s.outBlue[i] = blue;
    }

    /** Puts the air between the ray's origin and each surfel. */
    void veil(Surfels s) {
        if (world.look().extinction() <= 0) {
            return;
        }
        Sky sky = world.sky();
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i)) {
                float passed = world.look().transmission(s.range[i]);
                int entry = sky.airlightEntry(s.dx[i], s.dy[i], s.dz[i]);
                s.outRed[i] = s.outRed[i] * passed + sky.airlight(entry, 0) * (1 - passed);
                s.outGreen[i] = s.outGreen[i] * passed + sky.airlight(entry, 1) * (1 - passed);
                s.outBlue[i] = s.outBlue[i] * passed + sky.airlight(entry, 2) * (1 - passed);
            }
        }
    }

    /** Colour, weather, sun, sky, lamps: all of it for surfels whose geometry is known, in tile order or not. */
    void light(Surfels s, boolean tile) {
        boolean empty = true;
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i)) {
                empty = false;
                world.appearance().dress(shot, s, i);
                world.coat().wet(s, i, shot.seconds());
            }
        }
        if (empty) {
            shade(s);
            return;
        }
        findSun(s);
        if (tile) {
            filter.compare(s);
            filter.soften(s.sunSeen);
            findSky(s);
        } else {
            java.util.Arrays.fill(s.skySeen, 0, s.count, 0.65f);
        }
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i)) {
                world.coat().snow(s, i);
            }
        }
        findLamps(s, tile);
        shade(s);
    }

    /** Sign faces and plates send a beam back to where it came from. */
    static boolean returnsLight(Surfels s, int i) {
        return Material.of(s.material[i]).isRetroReflective();
    }
}
