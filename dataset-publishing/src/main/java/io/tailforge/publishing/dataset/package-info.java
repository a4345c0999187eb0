/** Datasets: clips into shards, shards into versions that never change, and the check that says they are whole. */
@NullMarked
package io.tailforge.publishing.dataset;

import org.jspecify.annotations.NullMarked;
