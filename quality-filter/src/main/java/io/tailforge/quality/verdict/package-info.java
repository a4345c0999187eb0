/** The arithmetic of a verdict: how figures lie over clean clips, how many signs make one, and what follows from it. */
@NullMarked
package io.tailforge.quality.verdict;

import org.jspecify.annotations.NullMarked;
