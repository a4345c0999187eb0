/** Reads CommonRoad scenarios: lanelets, signs, lights and intersections as a map, obstacles as a recorded drive. */
@NullMarked
package io.tailforge.conditioning.commonroad;

import org.jspecify.annotations.NullMarked;
