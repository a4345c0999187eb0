/** The client's side: clips from one Triton, or from a pool of them. */
@NullMarked
package io.tailforge.generation.triton;

import org.jspecify.annotations.NullMarked;
