/** How solids are put together from triangles, whatever they stand for. */
@NullMarked
package io.tailforge.world.build.shape;

import org.jspecify.annotations.NullMarked;
