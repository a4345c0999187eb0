package io.tailforge.conditioning.worldscenario;

/**
 * A filled surface.
 *
 * @param xyz packed corners, metres in the world; not copied
 * @param triangles three corner numbers a triangle; a triangle is drawn if the surface has a corner in front of the camera
 * @param rgb colour near the camera
 */
record Area(double[] xyz, int[] triangles, int rgb) {}
