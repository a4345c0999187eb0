/** What clips cost: measured phase by phase, remembered, estimated before they are made and held to a budget. */
@NullMarked
package io.tailforge.service.cost;

import org.jspecify.annotations.NullMarked;
