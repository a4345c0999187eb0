/** Hostile XML in, elements that know their place out; nothing is fetched, sizes are bounded. */
@NullMarked
package io.tailforge.conditioning.xml;

import org.jspecify.annotations.NullMarked;
