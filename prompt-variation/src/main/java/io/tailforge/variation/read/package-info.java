/** A variation spec's YAML or JSON text in, the spec or every complaint about it out. */
@NullMarked
package io.tailforge.variation.read;

import org.jspecify.annotations.NullMarked;
