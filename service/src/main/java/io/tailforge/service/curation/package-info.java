/** People's part: look at clips, accept or reject them, publish what they decided. */
@NullMarked
package io.tailforge.service.curation;

import org.jspecify.annotations.NullMarked;
