/** What only shows when clips are held against each other: near-duplicates, and figures that drift. */
@NullMarked
package io.tailforge.quality.dataset;

import org.jspecify.annotations.NullMarked;
