/** Contract v1 as bytes: tensors, the request document, events, objects and errors, for both ends of the wire. */
@NullMarked
package io.tailforge.generation.contract;

import org.jspecify.annotations.NullMarked;
