/** Camera and LiDAR models, their mounts and the rig. */
@NullMarked
package io.tailforge.scene.sensor;

import org.jspecify.annotations.NullMarked;
