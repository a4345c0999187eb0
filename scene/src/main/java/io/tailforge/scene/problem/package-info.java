/** What is said when input is bad: a stable code, the place (file, line, JSON pointer) and what to do. */
@NullMarked
package io.tailforge.scene.problem;

import org.jspecify.annotations.NullMarked;
