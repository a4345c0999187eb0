/** Verdicts -> datasets that other people's loaders open. */
@NullMarked
package io.tailforge.publishing;

import org.jspecify.annotations.NullMarked;
