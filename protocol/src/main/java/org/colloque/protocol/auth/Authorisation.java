package org.colloque.protocol.auth;

import org.colloque.protocol.event.Pdu;

/**
 * The authorisation rules: whether an event may enter a room in a given state.
 *
 * <p>These are the rules that depend on state. What an event says of its own {@code auth_events} is judged by {@link AuthEventsCheck},
 * signatures (also that of the server named by {@code join_authorised_via_users_server}, rule 4.2 or 5.2) by the signature check that comes before.
 *
 * <p>Spec: rooms/v1 to rooms/v12, "Authorisation rules"; server-server-api, "Checks performed on receipt of a PDU", steps 4 to 6.
 */
public final class Authorisation {

    private Authorisation() {
    }

    /** Judges this event on this state by the rules of the event's room version. Pure: the same arguments give the same decision. */
    public static AuthDecision check(Pdu event, AuthState state) {
        return RuleBook.of(event.roomVersion()).judge(new Attempt(event, state));
    }
}
