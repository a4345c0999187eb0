/** The checks, one class each. */
@NullMarked
package io.tailforge.quality.check;

import org.jspecify.annotations.NullMarked;
