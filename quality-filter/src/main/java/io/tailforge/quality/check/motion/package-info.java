/** Checks of time and motion: points whose way from frame to frame is known are followed, and held against it. */
@NullMarked
package io.tailforge.quality.check.motion;

import org.jspecify.annotations.NullMarked;
