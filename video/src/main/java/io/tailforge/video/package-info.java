/** Frames in memory, and video files in and out; the only package that speaks to FFmpeg. */
@NullMarked
package io.tailforge.video;

import org.jspecify.annotations.NullMarked;
