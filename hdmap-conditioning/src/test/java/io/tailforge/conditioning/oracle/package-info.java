/** Other people's readers, asked in their own language, to compare ours with. */
@NullMarked
package io.tailforge.conditioning.oracle;

import org.jspecify.annotations.NullMarked;
