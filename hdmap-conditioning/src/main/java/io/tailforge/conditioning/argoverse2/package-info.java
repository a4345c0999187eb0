/** Reads the vector maps of Argoverse 2. */
@NullMarked
package io.tailforge.conditioning.argoverse2;

import org.jspecify.annotations.NullMarked;
