/** How lanes connect, for formats that do not say so or not wholly. */
@NullMarked
package io.tailforge.conditioning.topology;

import org.jspecify.annotations.NullMarked;
