/** The command line: main verbs stand alone, everything else is NOUN VERB. */
@NullMarked
package io.tailforge.service.cli;

import org.jspecify.annotations.NullMarked;
