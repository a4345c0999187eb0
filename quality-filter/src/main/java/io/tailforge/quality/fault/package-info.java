/** Plants known faults in good clips, to measure what the checks see. */
@NullMarked
package io.tailforge.quality.fault;

import org.jspecify.annotations.NullMarked;
