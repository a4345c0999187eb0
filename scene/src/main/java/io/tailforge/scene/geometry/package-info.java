/** Points, rigid poses, polylines and cuboids; metres and radians, right-handed. */
@NullMarked
package io.tailforge.scene.geometry;

import org.jspecify.annotations.NullMarked;
