/** Between the metres of a layout and places on Earth (WGS 84). */
@NullMarked
package io.tailforge.conditioning.crs;

import org.jspecify.annotations.NullMarked;
