/** LiDAR sweeps from a world: beam tables, rolling shutter, what a surface sends back, what weather does to it. */
@NullMarked
package io.tailforge.lidargen;

import org.jspecify.annotations.NullMarked;
