/** What all of the REST API shares: problems, pages, capabilities. */
@NullMarked
package io.tailforge.service.web;

import org.jspecify.annotations.NullMarked;
