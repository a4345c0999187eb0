/** Composes the modules and runs them: REST, batch, catalogue, curation, embedded engines, CLI. */
@NullMarked
package io.tailforge.service;

import org.jspecify.annotations.NullMarked;
