/** A map seen from above, for people. */
@NullMarked
package io.tailforge.conditioning.view;

import org.jspecify.annotations.NullMarked;
