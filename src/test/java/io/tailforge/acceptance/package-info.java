/** Sentences about the whole product: one layout and one spec go in, and what comes out is held against the promises. */
@NullMarked
package io.tailforge.acceptance;

import org.jspecify.annotations.NullMarked;
