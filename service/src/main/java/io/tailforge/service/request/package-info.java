/** Requests: taken, estimated, run, paused, resumed, cancelled and retried. */
@NullMarked
package io.tailforge.service.request;

import org.jspecify.annotations.NullMarked;
