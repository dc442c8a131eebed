package org.colloque.bridge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.room.AddressedInvitee;
import org.colloque.messaging.room.RemoteIdentities;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Identity servers over their API, version 2. Spec: identity-service-api, "Association lookup", "Invitation storage", "Key management". */
@ApplicationScoped
class HttpRemoteIdentities implements RemoteIdentities {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-zA-Z.=_-]{1,255}");
    private static final int MOST_KEYS = 10;

    private final IdentityClient client;

    HttpRemoteIdentities(IdentityClient client) {
        this.client = client;
    }

    @Override
    public void requireTrusted(ServerName identityServer) {
        client.requireTrusted(identityServer);
    }

    @Override
    public Uni<Optional<UserId>> lookup(AddressedInvitee invitee) {
        ServerName server = invitee.identityServer();
        return client.get(server, "/_matrix/identity/v2/hash_details", Optional.of(invitee.accessToken())).chain(details -> {
            AddressHash hash = AddressHash.of(details).orElseThrow(() -> IdentityClient.malformed(server));
            String address = hash.of(invitee.address(), invitee.medium());
            ObjectNode body = JsonNodes.object().put("algorithm", hash.algorithm()).put("pepper", hash.pepper());
            body.putArray("addresses").add(address);
            return client.post(server, "/_matrix/identity/v2/lookup", invitee.accessToken(), body)
                    .map(answer -> user(server, answer.path("mappings").path(address)));
        });
    }

    private static Optional<UserId> user(ServerName server, JsonNode found) {
        try {
            return found.isMissingNode() ? Optional.empty() : Optional.of(UserId.parse(found.asText()));
        } catch (InvalidIdentifierException invalid) {
            throw IdentityClient.malformed(server);
        }
    }

    @Override
    public Uni<KeptInvite> storeInvite(AddressedInvitee invitee, ObjectNode about) {
        ServerName server = invitee.identityServer();
        ObjectNode body = about.deepCopy().put("medium", invitee.medium()).put("address", invitee.address());
        return client.post(server, "/_matrix/identity/v2/store-invite", invitee.accessToken(), body)
                .map(answer -> kept(answer).orElseThrow(() -> IdentityClient.malformed(server)));
    }

    private static Optional<KeptInvite> kept(ObjectNode answer) {
        List<KeptInvite.Key> keys = new ArrayList<>();
        answer.path("public_keys").valueStream().limit(MOST_KEYS).forEach(key -> text(key, "public_key").ifPresent(publicKey ->
                text(key, "key_validity_url").ifPresent(url -> keys.add(new KeptInvite.Key(publicKey, url)))));
        return keys.isEmpty() ? Optional.empty() : text(answer, "token").filter(token -> TOKEN.matcher(token).matches())
                .flatMap(token -> text(answer, "display_name").map(name -> new KeptInvite(token, name, keys)));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    /** The address comes from an event that anybody may have sent: it counts only if it leads to a server that is trusted. */
    @Override
    public Uni<Boolean> isValid(String keyValidityUrl, String publicKey) {
        URI url = uri(keyValidityUrl);
        String query = url.getRawQuery() == null ? "?" : "?" + url.getRawQuery() + "&";
        return client.get(new ServerName(url.getRawAuthority()), url.getRawPath() + query + "public_key=" + IdentityClient.encode(publicKey),
                Optional.empty()).map(answer -> answer.path("valid").asBoolean(false));
    }

    private static URI uri(String text) {
        try {
            URI url = URI.create(text);
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getRawPath().isEmpty()) {
                throw new IllegalArgumentException("not an https address");
            }
            return url;
        } catch (IllegalArgumentException invalid) {
            throw new MatrixException(Errcode.M_FORBIDDEN, "The third-party invite names no address at which its key could be checked.");
        }
    }
}
