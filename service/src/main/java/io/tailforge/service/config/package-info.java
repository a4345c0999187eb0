/** The configuration as one record tree, validated at start. */
@NullMarked
package io.tailforge.service.config;

import org.jspecify.annotations.NullMarked;
