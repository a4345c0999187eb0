/** The curation UI in a real browser, on a real service. */
@NullMarked
package io.tailforge.acceptance.ui;

import org.jspecify.annotations.NullMarked;
