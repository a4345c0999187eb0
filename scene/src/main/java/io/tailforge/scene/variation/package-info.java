/** What a clip should look like: weather, sun, region, and the spec that lists, crosses or samples them. */
@NullMarked
package io.tailforge.scene.variation;

import org.jspecify.annotations.NullMarked;
