/** What stands beside the road: buildings, trees, furniture, signs and signals, barriers. */
@NullMarked
package io.tailforge.world.build.beside;

import org.jspecify.annotations.NullMarked;
