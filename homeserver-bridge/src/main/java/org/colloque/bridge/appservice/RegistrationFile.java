package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationService.Tokens;
import org.colloque.messaging.appservice.ApplicationService.Wishes;
import org.colloque.messaging.appservice.Namespace;
import org.colloque.messaging.appservice.Namespaces;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * One registration file, as a tree, read field by field; whatever is wrong is said with the file's name and what to do. Spec:
 * application-service-api, "Registration".
 */
record RegistrationFile(String name, JsonNode root) {

    ApplicationService read(ServerName server) {
        if (!root.isObject()) {
            throw wrong("is not a YAML map: write \"id: …\" and the other fields of a registration");
        }
        return new ApplicationService(text("id"), url(), new Tokens(text("as_token"), text("hs_token")), sender(server), namespaces(), wishes());
    }

    private Optional<URI> url() {
        JsonNode value = root.get("url");
        if (value == null) {
            throw wrong("has no field \"url\": give the address of the application service, or null when it wants to hear nothing");
        }
        return Optional.of(value.asText("")).filter(text -> !value.isNull() && !text.isBlank()).map(this::address);
    }

    private URI address(String text) {
        try {
            URI url = URI.create(text.strip());
            if (url.getHost() != null && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    && url.getRawQuery() == null && url.getRawFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException invalid) {
            throw wrong("has a \"url\" that is no address: " + invalid.getMessage());
        }
        throw wrong("has a \"url\" that is not one: write http:// or https://, a host and, if need be, a port and a path");
    }

    private UserId sender(ServerName server) {
        String localpart = text("sender_localpart");
        try {
            UserId sender = UserId.of(localpart, server);
            if (sender.isStrict()) {
                return sender;
            }
        } catch (InvalidIdentifierException invalid) {
            throw wrong("has a \"sender_localpart\" that cannot be a user's name: " + invalid.getMessage());
        }
        throw wrong("has a \"sender_localpart\" that cannot be a user's name: use a to z, digits and . _ = - / + only");
    }

    private Namespaces namespaces() {
        JsonNode spaces = root.path("namespaces");
        if (!spaces.isObject()) {
            throw wrong("has no map \"namespaces\": give it the lists users, aliases and rooms, each of which may be empty");
        }
        return new Namespaces(namespaces(spaces, "users"), namespaces(spaces, "aliases"), namespaces(spaces, "rooms"));
    }

    private List<Namespace> namespaces(JsonNode spaces, String kind) {
        JsonNode list = spaces.path(kind);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw wrong("has a \"namespaces." + kind + "\" that is no list");
        }
        List<Namespace> read = new ArrayList<>();
        list.forEach(entry -> read.add(namespace(entry, kind)));
        return List.copyOf(read);
    }

    private Namespace namespace(JsonNode entry, String kind) {
        JsonNode regex = entry.path("regex");
        if (!regex.isTextual() || !entry.path("exclusive").isBoolean()) {
            throw wrong("has an entry of \"namespaces." + kind + "\" without a \"regex\" (a string) or \"exclusive\" (true or false)");
        }
        try {
            return new Namespace(entry.path("exclusive").booleanValue(), Pattern.compile(regex.textValue()));
        } catch (PatternSyntaxException invalid) {
            throw wrong("has a regex in \"namespaces." + kind + "\" that is none: " + invalid.getMessage());
        }
    }

    private Wishes wishes() {
        List<String> protocols = new ArrayList<>();
        JsonNode listed = root.path("protocols");
        if (!listed.isMissingNode() && !listed.isNull() && !listed.isArray()) {
            throw wrong("has \"protocols\" that are no list");
        }
        listed.forEach(protocol -> protocols.add(protocol.asText()));
        return new Wishes(flag("rate_limited", true), List.copyOf(protocols),
                flag("receive_ephemeral", flag("de.sorunome.msc2409.push_ephemeral", flag("push_ephemeral", false))),
                flag("org.matrix.msc3202", false));
    }

    private boolean flag(String field, boolean otherwise) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrong("has a \"" + field + "\" that is neither true nor false");
        }
        return value.booleanValue();
    }

    private String text(String field) {
        JsonNode value = root.path(field);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw wrong("has no field \"" + field + "\", or an empty one: give it a string");
        }
        return value.asText();
    }

    WrongSettingException wrong(String what) {
        return new WrongSettingException("colloque.application-services: the registration file " + name + " " + what + ".");
    }
}
