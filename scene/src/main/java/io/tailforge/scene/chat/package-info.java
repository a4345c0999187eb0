/** Questions to language and vision models: what is asked, and the seam to whoever answers. */
@NullMarked
package io.tailforge.scene.chat;

import org.jspecify.annotations.NullMarked;
