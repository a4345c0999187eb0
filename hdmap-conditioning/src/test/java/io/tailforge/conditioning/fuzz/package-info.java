/** Layouts that are broken on purpose, and what a reader may make of them. */
@NullMarked
package io.tailforge.conditioning.fuzz;

import org.jspecify.annotations.NullMarked;
