/**
 * The CPU camera engine, {@code procedural}: a scene's triangles become pictures and exact truth by ray casting. It obeys the
 * scene document alone; prompts do not influence it, and it is never presented as generative.
 */
@NullMarked
package io.tailforge.videogen;

import org.jspecify.annotations.NullMarked;
