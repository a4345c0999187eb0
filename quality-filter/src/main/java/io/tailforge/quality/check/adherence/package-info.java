/** Checks that hold the picture against its own control, and against the same control at other times and places. */
@NullMarked
package io.tailforge.quality.check.adherence;

import org.jspecify.annotations.NullMarked;
