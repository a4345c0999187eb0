/** Reads NVIDIA's RDS-HQ clips: one folder per layer, one tar per clip. */
@NullMarked
package io.tailforge.conditioning.rdshq;

import org.jspecify.annotations.NullMarked;
