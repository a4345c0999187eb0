/** LiDAR sweeps as files: a bounded reader of NumPy archives, and a writer. */
@NullMarked
package io.tailforge.quality.lidar;

import org.jspecify.annotations.NullMarked;
