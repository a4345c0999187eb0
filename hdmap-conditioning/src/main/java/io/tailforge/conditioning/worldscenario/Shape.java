package io.tailforge.conditioning.worldscenario;

import java.util.List;

/**
 * A drawn map element, prepared for a whole clip.
 *
 * @param outline packed points of the element as its source gives them, by which {@link Underpass} judges it
 */
record Shape(double[] outline, List<Stroke> strokes, List<Area> areas) {}
