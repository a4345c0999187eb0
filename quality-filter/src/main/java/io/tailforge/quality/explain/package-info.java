/** Findings as pictures that people can judge by: what was found, and what the scene says ought to be there. */
@NullMarked
package io.tailforge.quality.explain;

import org.jspecify.annotations.NullMarked;
