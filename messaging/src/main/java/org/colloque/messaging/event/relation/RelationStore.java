package org.colloque.messaging.event.relation;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/** Reads how events relate to each other. Each method is one statement. Who may see what is for the caller to decide. */
public interface RelationStore {

    /** Events that relate to another, in the order asked for; one more than the limit when there are more. */
    Uni<List<StoredEvent>> children(ChildQuery query);

    /**
     * What is told together with events: their newest replacements and references, and of threads the newest events (with their
     * newest replacements) and how many there are. Nothing of whom the reader ignores.
     *
     * @param parents   numbers of events that are no state
     * @param newest    how many of the newest are wanted where one is told
     */
    Uni<List<Aggregate>> aggregates(Collection<Long> parents, UserId reader, int newest);

    /** The annotation that a user has already made to an event; its own, if it was made under this transaction. */
    Uni<Optional<Annotation>> annotation(long room, UserId sender, String eventType, EventRelation relation,
            Optional<ClientTransaction> transaction);

    /** The roots of threads, those with the latest events first; one more than the limit when there are more. */
    Uni<List<ThreadRoot>> threads(ThreadQuery query);

    /**
     * Which threads are wanted.
     *
     * @param from         whose latest event is at or below this position
     * @param until        the position above which the reader sees nothing
     * @param participated whether only those in which the reader takes part
     */
    record ThreadQuery(long room, UserId reader, long from, long until, int limit, boolean participated) {
    }

    /**
     * The root of a thread.
     *
     * @param latest  the position of the thread's latest event by somebody whom the reader does not ignore
     * @param ignored whether the reader ignores who sent the root
     */
    record ThreadRoot(StoredEvent event, long latest, boolean ignored) {
    }

    /**
     * Which events that relate to one are wanted.
     *
     * @param room      the room's number
     * @param relType   their {@code rel_type}; empty: any
     * @param eventType their type; empty: any
     * @param above     only at positions above this one
     * @param upTo      only at positions at or below this one
     * @param forward   the oldest first
     * @param depth     over how many relations they may be related
     */
    record ChildQuery(long room, EventId parent, Optional<String> relType, Optional<String> eventType, long above, long upTo,
            boolean forward, int limit, int depth) {
    }

    /** As what an event is told together with another. */
    enum Role {
        THREAD, EDIT, REFERENCE
    }

    /**
     * An event that is to be told of together with another.
     *
     * @param count        of a thread: how many events there are in it
     * @param participated of a thread: whether the reader sent one of them
     */
    record Aggregate(Role role, EventId parent, StoredEvent event, long count, boolean participated) {
    }

    /**
     * An annotation that is there.
     *
     * @param same whether it was made by the transaction that was asked for
     */
    record Annotation(boolean same) {
    }
}
