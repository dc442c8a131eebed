package org.colloque.messaging.room;

import java.util.Locale;
import org.colloque.protocol.id.ServerName;

/**
 * Somebody who is known by an address outside Matrix. Spec: client-server-api, "Third-party invites".
 *
 * @param identityServer who may know whose address it is
 * @param accessToken    the inviting user's, at that server
 * @param medium         {@code email}, for example
 */
public record AddressedInvitee(ServerName identityServer, String accessToken, String medium, String address) {

    /** The same address however it is written. Spec: appendices, "3PID Types". */
    public AddressedInvitee {
        // The detour by capitals makes of some letters what Unicode's folding of case makes of them.
        address = medium.equals("email") ? address.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : address.strip();
    }
}
