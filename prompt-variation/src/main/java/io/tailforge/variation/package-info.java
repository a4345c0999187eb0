/** What a clip should look like and who does what in it: spec in, seeded plans and prompts out. */
@NullMarked
package io.tailforge.variation;

import org.jspecify.annotations.NullMarked;
