package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationException;

/** What the desk decided about a ticket that waited. */
sealed interface Decision {
    Ticket ticket();

    /** It goes to an endpoint. */
    record Send(Running order) implements Decision {
        @Override
        public Ticket ticket() {
            return order.ticket();
        }
    }

    /** It ends without a clip. */
    record Refuse(Ticket ticket, GenerationException why) implements Decision {}
}
