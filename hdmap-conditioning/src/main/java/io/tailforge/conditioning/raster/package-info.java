/** Scene and map -> control pixels in the style hdmap-v1. */
@NullMarked
package io.tailforge.conditioning.raster;

import org.jspecify.annotations.NullMarked;
