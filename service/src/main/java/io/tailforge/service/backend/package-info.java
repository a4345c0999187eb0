/** The endpoints that clips go to, as the API and the metrics show them. */
@NullMarked
package io.tailforge.service.backend;

import org.jspecify.annotations.NullMarked;
