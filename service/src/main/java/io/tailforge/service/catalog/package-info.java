/** The tables: layouts, requests, clips, decisions, published versions. One SQL text for H2GIS and PostGIS. */
@NullMarked
package io.tailforge.service.catalog;

import org.jspecify.annotations.NullMarked;
