package org.colloque.messaging.appservice;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;

/**
 * An application service as its registration file describes it. Spec: application-service-api, "Registration".
 *
 * @param url    where it is reached; empty: it wants to hear nothing
 * @param sender the user that it is when it names no other
 */
public record ApplicationService(String id, Optional<URI> url, Tokens tokens, UserId sender, Namespaces namespaces, Wishes wishes) {

    /** The secrets of an application service: with the one it proves itself here, with the other this server proves itself there. */
    public record Tokens(String ofService, String ofServer) {

        @Override
        public String toString() {
            return "Tokens[...]";
        }
    }

    /**
     * What the registration asks for.
     *
     * @param rateLimited whether its users are limited as others are
     * @param protocols   the third-party networks that it speaks for
     * @param ephemeral   whether it gets receipts, typing and presence
     * @param encryption  whether it gets messages to its devices, changed device lists and counts of keys (MSC3202)
     */
    public record Wishes(boolean rateLimited, List<String> protocols, boolean ephemeral, boolean encryption) {
    }

    /** Whether the user is its own, so that it may act as them: only users of this server are. */
    public boolean owns(UserId user) {
        return user.equals(sender) || user.isOn(sender.server()) && namespaces.hold(user);
    }

    boolean reserves(UserId user) {
        return user.equals(sender) || namespaces.reserve(user);
    }

    boolean reserves(RoomAlias alias) {
        return namespaces.reserve(alias);
    }

    @Override
    public String toString() {
        return "application service " + id;
    }
}
