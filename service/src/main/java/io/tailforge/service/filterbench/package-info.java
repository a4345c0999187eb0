/** The bench of the filter: clips with faults planted in them, judged, counted. */
@NullMarked
package io.tailforge.service.filterbench;

import org.jspecify.annotations.NullMarked;
