/** How lanes connect and meet in junctions, and on which side traffic keeps, for formats that do not say so or not wholly. */
@NullMarked
package io.tailforge.conditioning.topology;

import org.jspecify.annotations.NullMarked;
