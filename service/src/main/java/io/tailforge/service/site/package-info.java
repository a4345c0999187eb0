/** Sites of layouts: searched, shown, and made into scenes. */
@NullMarked
package io.tailforge.service.site;

import org.jspecify.annotations.NullMarked;
