/** Judges clips that others made: folders, recordings with videos, objects in a store; by REST and for the command line. */
@NullMarked
package io.tailforge.service.evaluation;

import org.jspecify.annotations.NullMarked;
