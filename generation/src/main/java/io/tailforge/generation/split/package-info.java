/** Makes a clip in parts that an engine can take, and joins what came. */
@NullMarked
package io.tailforge.generation.split;

import org.jspecify.annotations.NullMarked;
