package org.colloque.messaging.event.append;

/** What became of the append to one room. */
public sealed interface AppendOutcome {

    /** It is committed; its events have the positions from this one on (0 when it took none). */
    record Moved(long firstPosition) implements AppendOutcome {
    }

    /** The head is not the one that was decided upon: nothing was stored. */
    record Conflict() implements AppendOutcome {
    }

    /** One of its client transactions was stored before: nothing was stored. */
    record TransactionSeen() implements AppendOutcome {
    }
}
