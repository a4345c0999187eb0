/** Scenes put into words that are true: by templates, from the scene's own figures and what its cameras see. */
@NullMarked
package io.tailforge.variation.prompt;

import org.jspecify.annotations.NullMarked;
