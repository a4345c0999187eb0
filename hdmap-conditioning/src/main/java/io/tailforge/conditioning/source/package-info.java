/** The files a layout consists of, opened with bounds, and the problems found in them, gathered. */
@NullMarked
package io.tailforge.conditioning.source;

import org.jspecify.annotations.NullMarked;
