/** Learns thresholds from clips that people accepted, and keeps them in a file. */
@NullMarked
package io.tailforge.quality.calibration;

import org.jspecify.annotations.NullMarked;
