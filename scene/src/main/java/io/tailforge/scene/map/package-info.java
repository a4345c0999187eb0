/** The HD map in RDS-HQ terms: one closed family of elements, in layout metres (x east or forward, y left, z up). */
@NullMarked
package io.tailforge.scene.map;

import org.jspecify.annotations.NullMarked;
