/** Layouts: uploaded, checked, stored and found again. */
@NullMarked
package io.tailforge.service.layout;

import org.jspecify.annotations.NullMarked;
