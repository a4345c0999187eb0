/** A small strict JSON tree: hostile input is refused with pointer and line; writing is canonical, so that documents can be hashed. */
@NullMarked
package io.tailforge.scene.json;

import org.jspecify.annotations.NullMarked;
