/** What assembled scenes promise. */
@NullMarked
package io.tailforge.conditioning.assemble;

import org.jspecify.annotations.NullMarked;
