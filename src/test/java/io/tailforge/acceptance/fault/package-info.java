/** Breaks what lies between the service and its generators, and counts what comes of it. */
@NullMarked
package io.tailforge.acceptance.fault;

import org.jspecify.annotations.NullMarked;
