/** Reads ASAM OpenDRIVE 1.4 to 1.8: reference lines and lane polynomials in, rails, lines and things beside the road out. */
@NullMarked
package io.tailforge.conditioning.opendrive;

import org.jspecify.annotations.NullMarked;
