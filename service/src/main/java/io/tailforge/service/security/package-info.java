/** Who may call: loopback only unless a token is set; Host and Origin are checked. */
@NullMarked
package io.tailforge.service.security;

import org.jspecify.annotations.NullMarked;
