/** What is driven and walked on: road surface, paint, kerbs, walks, terrain. */
@NullMarked
package io.tailforge.world.build.ground;

import org.jspecify.annotations.NullMarked;
