/** Flyway migrations that are code because they run a script of a library. */
@NullMarked
package io.tailforge.service.catalog.migration;

import org.jspecify.annotations.NullMarked;
