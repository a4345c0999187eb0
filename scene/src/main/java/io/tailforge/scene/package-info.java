/** The nouns: a {@link io.tailforge.scene.Scene} and its identity. Depends on the JDK only; every module may use it. */
@NullMarked
package io.tailforge.scene;

import org.jspecify.annotations.NullMarked;
