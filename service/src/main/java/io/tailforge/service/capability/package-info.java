/** What this installation and the backend behind it can do. */
@NullMarked
package io.tailforge.service.capability;

import org.jspecify.annotations.NullMarked;
