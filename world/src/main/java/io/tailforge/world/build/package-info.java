/** A scene becomes things to see: the road and what is painted on it, what stands beside it, and the actors. */
@NullMarked
package io.tailforge.world.build;

import org.jspecify.annotations.NullMarked;
