/** What drops, flakes and droplets do to a laser beam: sizes, extinction, echoes; physics without sensor or scene. */
@NullMarked
package io.tailforge.lidargen.air;

import org.jspecify.annotations.NullMarked;
