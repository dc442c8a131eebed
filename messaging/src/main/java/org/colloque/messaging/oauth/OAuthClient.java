package org.colloque.messaging.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A registered client, with the metadata that was registered. Spec: client-server-api, "Client metadata". */
public record OAuthClient(String id, ObjectNode metadata) {

    /** What people know it by, in their language if the client says it: a name that it gave itself. */
    public String name(Locale language) {
        return localized("client_name", language).orElseGet(this::host);
    }

    /** The host that it belongs to: what can be held against its redirections. */
    public String host() {
        return URI.create(metadata.get("client_uri").textValue()).getHost();
    }

    public String uri() {
        return metadata.get("client_uri").textValue();
    }

    public Optional<String> terms(Locale language) {
        return localized("tos_uri", language);
    }

    public Optional<String> policy(Locale language) {
        return localized("policy_uri", language);
    }

    /** Whether the client registered for this way to get a grant. */
    public boolean uses(String grantType) {
        return texts("grant_types").contains(grantType);
    }

    /** Whether people may be sent there. */
    public boolean redirectsTo(String uri) {
        return texts("redirect_uris").stream().anyMatch(registered -> RedirectUris.matches(uri, registered));
    }

    private Optional<String> localized(String field, Locale language) {
        return text(field + "#" + language.getLanguage()).or(() -> text(field));
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(metadata.get(field)).map(JsonNode::textValue);
    }

    private List<String> texts(String field) {
        JsonNode array = metadata.get(field);
        return array == null ? List.of() : StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
    }
}
