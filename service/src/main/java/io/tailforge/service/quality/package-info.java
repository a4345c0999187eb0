/** A request's clips as a whole: what was accepted and why not, what drifts, what looks the same, and the gates on all of it. */
@NullMarked
package io.tailforge.service.quality;

import org.jspecify.annotations.NullMarked;
