/** Checks of what cameras see of the same things: of each other, of the map, of the actors, of the weather. */
@NullMarked
package io.tailforge.quality.check.view;

import org.jspecify.annotations.NullMarked;
