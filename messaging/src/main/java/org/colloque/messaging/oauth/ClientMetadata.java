package org.colloque.messaging.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a client says of itself, and keeps what is understood. Spec: client-server-api, "Client metadata"; RFC 7591; MSC2966. */
final class ClientMetadata {

    static final String CODE_GRANT = "authorization_code";
    static final String REFRESH_GRANT = "refresh_token";
    static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    static final List<String> GRANT_TYPES = List.of(CODE_GRANT, REFRESH_GRANT, DEVICE_GRANT);

    private static final Pattern NAME = Pattern.compile("client_name(#[A-Za-z0-9-]{1,35})?");
    private static final Pattern LINK = Pattern.compile("(logo_uri|tos_uri|policy_uri)(#[A-Za-z0-9-]{1,35})?");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URI = 2000;
    private static final int MOST_REDIRECTS = 10;
    private static final int MOST_LOCALIZED = 40;

    private final ObjectNode given;
    private final ObjectNode kept = JsonNodeFactory.instance.objectNode();
    private final URI client;
    private final boolean isNative;

    private ClientMetadata(ObjectNode given) {
        this.given = given;
        this.client = clientUri(text("client_uri", null));
        String type = text("application_type", "web");
        if (!Set.of("web", "native").contains(type)) {
            throw OAuthException.invalidMetadata("The application_type must be web or native.");
        }
        this.isNative = type.equals("native");
        kept.put("client_uri", client.toString()).put("application_type", type);
    }

    /**
     * The metadata as it is registered: without what is not understood, and with what is said by leaving it out.
     *
     * @throws OAuthException {@code invalid_client_metadata} or {@code invalid_redirect_uri}
     */
    static ObjectNode read(ObjectNode given) {
        ClientMetadata metadata = new ClientMetadata(given);
        metadata.readMethod();
        metadata.readGrants();
        metadata.readRedirects();
        metadata.readForPeople();
        return metadata.kept;
    }

    private static URI clientUri(String address) {
        URI uri = address == null || address.length() > LONGEST_URI ? null : RedirectUris.parse(address);
        if (uri == null || !"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw OAuthException.invalidMetadata("The client_uri must be an https address without user and password.");
        }
        return uri;
    }

    private void readMethod() {
        if (!text("token_endpoint_auth_method", "none").equals("none")) {
            throw OAuthException.invalidMetadata("The one token_endpoint_auth_method is none: clients are public here.");
        }
        kept.put("token_endpoint_auth_method", "none");
    }

    /** What is not understood is ignored. */
    private void readGrants() {
        List<String> grants = texts("grant_types", List.of(CODE_GRANT)).stream().filter(GRANT_TYPES::contains).distinct().sorted().toList();
        if (grants.isEmpty()) {
            throw OAuthException.invalidMetadata("None of the grant_types is known here.");
        }
        put("grant_types", grants);
        boolean code = texts("response_types", List.of("code")).contains("code");
        if (grants.contains(CODE_GRANT) && !code) {
            throw OAuthException.invalidMetadata("The response_types must hold code for the grant type authorization_code.");
        }
        put("response_types", code ? List.of("code") : List.of());
    }

    private void readRedirects() {
        List<String> redirects = texts("redirect_uris", List.of()).stream().distinct().toList();
        boolean needed = texts("grant_types", List.of(CODE_GRANT)).contains(CODE_GRANT);
        if (needed && redirects.isEmpty() || redirects.size() > MOST_REDIRECTS) {
            throw new OAuthException("invalid_redirect_uri", "There must be 1 to " + MOST_REDIRECTS + " redirect_uris.");
        }
        redirects.forEach(redirect -> {
            if (redirect.length() > LONGEST_URI || !RedirectUris.mayRegister(redirect, client, isNative)) {
                throw new OAuthException("invalid_redirect_uri", "A client of this kind at this client_uri cannot be redirected to " + shortened(redirect));
            }
        });
        put("redirect_uris", redirects);
    }

    private void readForPeople() {
        given.fieldNames().forEachRemaining(field -> {
            if (given.get(field).isNull()) {
                return;
            }
            if (NAME.matcher(field).matches()) {
                kept.put(field, name(text(field, "")));
            } else if (LINK.matcher(field).matches()) {
                kept.put(field, link(field));
            }
        });
        if (kept.size() > MOST_LOCALIZED) {
            throw OAuthException.invalidMetadata("There are too many languages.");
        }
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw OAuthException.invalidMetadata("The client_name must have 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private String link(String field) {
        String address = text(field, "");
        URI uri = address.length() > LONGEST_URI ? null : RedirectUris.parse(address);
        if (uri == null || !RedirectUris.isBelow(uri, client)) {
            throw OAuthException.invalidMetadata(field + " must be an https address on the host of the client_uri.");
        }
        return address;
    }

    private String text(String field, String otherwise) {
        JsonNode value = given.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw OAuthException.invalidMetadata(shortened(field) + " must be a string.");
        }
        return value.textValue();
    }

    private List<String> texts(String field, List<String> otherwise) {
        JsonNode value = given.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        if (!value.isArray() || texts.size() < value.size()) {
            throw OAuthException.invalidMetadata(field + " must be a list of strings.");
        }
        return texts;
    }

    private void put(String field, List<String> texts) {
        ArrayNode array = kept.putArray(field);
        texts.forEach(array::add);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }
}
