/** Accepts, rejects or asks for another try, with reasons that carry figures. */
@NullMarked
package io.tailforge.quality;

import org.jspecify.annotations.NullMarked;
