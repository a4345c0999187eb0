/** A KServe v2 server in this process, on loopback: the same wire as a Triton, with {@code InferenceModel}s behind it. */
@NullMarked
package io.tailforge.generation.embedded;

import org.jspecify.annotations.NullMarked;
