/** Layouts written out again, in the formats of others. */
@NullMarked
package io.tailforge.conditioning.convert;

import org.jspecify.annotations.NullMarked;
