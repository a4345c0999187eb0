/** Which endpoint a clip goes to and when: a waiting line, live figures of each server, and what becomes of failures. */
@NullMarked
package io.tailforge.generation.dispatch;

import org.jspecify.annotations.NullMarked;
