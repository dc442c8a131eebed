package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * Port: identity servers, which know whose an address is. Only those that this server's settings name are asked: all others fail with
 * {@code M_SERVER_NOT_TRUSTED}. A refusal of an identity server fails with its errcode, one that cannot be reached with
 * {@code M_CONNECTION_FAILED}. Spec: identity-service-api.
 */
public interface RemoteIdentities {

    /** Fails with {@code M_SERVER_NOT_TRUSTED} unless the settings name the server. */
    void requireTrusted(ServerName identityServer);

    /** Whose the address is; empty when the server does not know. */
    Uni<Optional<UserId>> lookup(AddressedInvitee invitee);

    /**
     * Has the invite kept until somebody shows that the address is theirs.
     *
     * @param about the room and who invites, as the fields of {@code store-invite} beside medium and address
     */
    Uni<KeptInvite> storeInvite(AddressedInvitee invitee, ObjectNode about);

    /** Whether a key of an invite is still valid, by the server at the address that the invite names. */
    Uni<Boolean> isValid(String keyValidityUrl, String publicKey);

    /** An invite that an identity server keeps. */
    record KeptInvite(String token, String displayName, List<Key> keys) {

        /** A key with which the server will sign. */
        public record Key(String publicKey, String validityUrl) {
        }
    }
}
