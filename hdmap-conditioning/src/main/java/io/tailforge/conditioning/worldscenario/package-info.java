/** The control style {@code world-scenario-v3}: map and boxes drawn as NVIDIA's OpenGL renderer draws them, in software. */
@NullMarked
package io.tailforge.conditioning.worldscenario;

import org.jspecify.annotations.NullMarked;
