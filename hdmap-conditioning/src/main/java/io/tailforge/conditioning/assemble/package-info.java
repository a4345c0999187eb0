/** Layout and plan -> Scene: the ego's drive, traffic, people, lights and rig, all from one seed. */
@NullMarked
package io.tailforge.conditioning.assemble;

import org.jspecify.annotations.NullMarked;
