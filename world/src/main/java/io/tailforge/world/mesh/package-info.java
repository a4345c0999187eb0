/** Triangles with physical materials, instances that move, and the lights among them: what can be seen. Knows no map. */
@NullMarked
package io.tailforge.world.mesh;

import org.jspecify.annotations.NullMarked;
