/** Joins what was generated in parts, by the video module. */
@NullMarked
package io.tailforge.service.join;

import org.jspecify.annotations.NullMarked;
