/** Reads Parquet files row by row as JSON values, with bounds on everything a file may claim. */
@NullMarked
package io.tailforge.conditioning.parquet;

import org.jspecify.annotations.NullMarked;
