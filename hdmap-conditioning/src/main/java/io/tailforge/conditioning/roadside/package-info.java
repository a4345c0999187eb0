/** Plates beside the road and what carries them, for formats that give little more than their place. */
@NullMarked
package io.tailforge.conditioning.roadside;

import org.jspecify.annotations.NullMarked;
