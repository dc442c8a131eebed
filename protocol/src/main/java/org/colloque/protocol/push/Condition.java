package org.colloque.protocol.push;

/** A condition of a push rule, made ready for matching. */
@FunctionalInterface
interface Condition {
    /** An unrecognised or malformed condition: it matches no event. */
    Condition NEVER = (event, context) -> false;

    boolean holds(PushEvent event, PushContext context);
}
