/** Map bytes -> HdMap -> Scene -> control pixels. */
@NullMarked
package io.tailforge.conditioning;

import org.jspecify.annotations.NullMarked;
