package org.colloque.protocol.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.CanonicalObject;
import org.colloque.protocol.json.JsonNodes;

/**
 * What a server signs to authenticate a request. Spec: server-server-api, "Request Authentication".
 *
 * @param method in upper case
 * @param uri from {@code /_matrix} on, as sent: percent-encoded, with '?' and query
 * @param destination the server's name before any delegation
 * @param content the body in canonical JSON, absent if there is no body
 */
public record FederationRequest(String method, String uri, ServerName origin, ServerName destination, Optional<byte[]> content) {
    public static FederationRequest of(String method, String uri, ServerName origin, ServerName destination) {
        return new FederationRequest(method, uri, origin, destination, Optional.empty());
    }

    public FederationRequest withContent(JsonNode body) {
        return withCanonicalContent(CanonicalJson.lenientBytes(body));
    }

    /** With a body that is in canonical form already, such as a transaction that was put together from stored events. */
    public FederationRequest withCanonicalContent(byte[] body) {
        return new FederationRequest(method, uri, origin, destination, Optional.of(body));
    }

    public XMatrixAuthorization sign(SigningKey key) {
        return new XMatrixAuthorization(
                origin, Optional.of(destination), key.id(), UnpaddedBase64.encode(key.sign(signedBytes())));
    }

    /** Whether the header is of this request's origin and destination, and its signature is this key's. */
    public boolean isSignedBy(VerifyKey key, XMatrixAuthorization header) {
        return header.origin().equals(origin)
                && header.destination().map(destination::equals).orElse(true)
                && header.key().equals(key.id())
                && key.verify(signedBytes(), header.signature());
    }

    /** The canonical form of the signed object. */
    byte[] signedBytes() {
        ObjectNode object = JsonNodes.object()
                .put("destination", destination.value())
                .put("method", method)
                .put("origin", origin.value())
                .put("uri", uri);
        byte[] head = CanonicalJson.bytes(object);
        return content.map(body -> CanonicalObject.of(head).with(Map.of("content", body))).orElse(head);
    }
}
