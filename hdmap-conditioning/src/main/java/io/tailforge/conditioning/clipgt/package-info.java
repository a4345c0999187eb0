/** Reads NVIDIA's ClipGT: one Parquet file per layer, as Cosmos-Transfer2.5 and AlpaSim bundles carry it. */
@NullMarked
package io.tailforge.conditioning.clipgt;

import org.jspecify.annotations.NullMarked;
