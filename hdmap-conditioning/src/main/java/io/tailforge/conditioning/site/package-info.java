/** Finds what is worth driving to in a map: junctions, crossings, curves, merges, grades, stretches. */
@NullMarked
package io.tailforge.conditioning.site;

import org.jspecify.annotations.NullMarked;
