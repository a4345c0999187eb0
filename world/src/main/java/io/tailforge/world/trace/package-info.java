/** Casts rays into a scene mesh: trees over shared prototypes, built once, and a small tree over their places at a time. */
@NullMarked
package io.tailforge.world.trace;

import org.jspecify.annotations.NullMarked;
