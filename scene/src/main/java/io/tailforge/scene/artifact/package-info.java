/** What the stages hand over: values that refer to files by key, hash, size and media type, never by content. */
@NullMarked
package io.tailforge.scene.artifact;

import org.jspecify.annotations.NullMarked;
