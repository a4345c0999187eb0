/** What moves: the ego path and the actors' tracks. */
@NullMarked
package io.tailforge.scene.motion;

import org.jspecify.annotations.NullMarked;
