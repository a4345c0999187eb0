/** The CPU engines as models of an in-process Triton: the embedded default. The only place that knows it is embedded. */
@NullMarked
package io.tailforge.service.embedded;

import org.jspecify.annotations.NullMarked;
