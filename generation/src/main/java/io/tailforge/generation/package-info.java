/** Asks a Triton for clips: KServe v2 both ways, contract v1 on top. */
@NullMarked
package io.tailforge.generation;

import org.jspecify.annotations.NullMarked;
