/** Sweeps against what a LiDAR can measure, the map, the actors, the weather and each other. */
@NullMarked
package io.tailforge.quality.check.lidar;

import org.jspecify.annotations.NullMarked;
