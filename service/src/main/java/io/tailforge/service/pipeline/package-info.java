/** One clip from plan to judged result, many clips as a Spring Batch job, a job's clips as a published dataset. */
@NullMarked
package io.tailforge.service.pipeline;

import org.jspecify.annotations.NullMarked;
