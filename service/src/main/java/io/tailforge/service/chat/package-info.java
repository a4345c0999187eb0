/** Language and vision models by HTTP: OpenAI-compatible servers and Triton, with answers kept by content. */
@NullMarked
package io.tailforge.service.chat;

import org.jspecify.annotations.NullMarked;
