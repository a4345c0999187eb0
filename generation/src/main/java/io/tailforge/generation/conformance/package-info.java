/** Judges any server of contract v1 by what it answers: one list of rules for the embedded server, a real Triton, a user's own. */
@NullMarked
package io.tailforge.generation.conformance;

import org.jspecify.annotations.NullMarked;
