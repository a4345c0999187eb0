/** The object stores: a plain directory, and S3 by the MinIO SDK. */
@NullMarked
package io.tailforge.publishing.store;

import org.jspecify.annotations.NullMarked;
