/** The bodies of those who move, fitted into their label boxes. */
@NullMarked
package io.tailforge.world.build.actor;

import org.jspecify.annotations.NullMarked;
