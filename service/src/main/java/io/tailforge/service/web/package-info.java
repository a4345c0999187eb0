/** What all of the REST API shares: problems and pages. */
@NullMarked
package io.tailforge.service.web;

import org.jspecify.annotations.NullMarked;
