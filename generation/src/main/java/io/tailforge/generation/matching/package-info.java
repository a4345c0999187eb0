/** Holds what is asked against what engines can do: fits, can be split, or why not and what would fit. */
@NullMarked
package io.tailforge.generation.matching;

import org.jspecify.annotations.NullMarked;
