/** V1: a vision model looks at a few frames; its word is advice unless its threshold has been calibrated. */
@NullMarked
package io.tailforge.quality.judge;

import org.jspecify.annotations.NullMarked;
