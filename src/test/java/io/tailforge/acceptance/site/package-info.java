/** The site search on both databases. */
@NullMarked
package io.tailforge.acceptance.site;

import org.jspecify.annotations.NullMarked;
