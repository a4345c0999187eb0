/** Control styles that look at the built world (depth, semantics, LiDAR ranges), and the studio that films a clip in all its styles. */
@NullMarked
package io.tailforge.service.control;

import org.jspecify.annotations.NullMarked;
