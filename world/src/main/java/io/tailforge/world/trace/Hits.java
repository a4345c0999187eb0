package io.tailforge.world.trace;

import java.util.Arrays;

/**
 * The nearest hit per ray, by ray index. {@code t} is the distance in metres (directions are unit vectors), positive
 * infinity where nothing was hit; {@code triangle} is the index in its mesh; {@code instance} is the index in
 * {@code SceneMesh.instances()}, {@link #GROUND} for the ground mesh, {@link #NONE} for no hit.
 */
public final class Hits {
    public static final int GROUND = -1;
    public static final int NONE = -2;

    public final float[] t;
    public final int[] triangle;
    public final int[] instance;

    public Hits(int capacity) {
        t = new float[capacity];
        triangle = new int[capacity];
        instance = new int[capacity];
        clear();
    }

    public boolean isHit(int ray) {
        return instance[ray] != NONE;
    }

    public void clear() {
        Arrays.fill(t, Float.POSITIVE_INFINITY);
        Arrays.fill(triangle, -1);
        Arrays.fill(instance, NONE);
    }
}
