/** Reads Lanelet2 maps in OSM XML, Autoware's dialect too: nodes, ways and relations in, lanes and what bounds them out. */
@NullMarked
package io.tailforge.conditioning.lanelet2;

import org.jspecify.annotations.NullMarked;
