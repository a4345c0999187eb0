/** Which backend a clip goes to. */
@NullMarked
package io.tailforge.service.dispatch;

import org.jspecify.annotations.NullMarked;
