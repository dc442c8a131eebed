package org.colloque.bridge.wellknown;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.protocol.json.JsonNodes;

/** Whom people may turn to, as the settings say. Spec: client-server-api, "GET /.well-known/matrix/support". */
@ApplicationScoped
public class SupportContacts {

    private final ServerConfig.Support settings;

    SupportContacts(ServerConfig config) {
        this.settings = config.support();
    }

    /** The document; empty when the settings name nobody and no page. */
    public Optional<ObjectNode> document() {
        ObjectNode document = JsonNodes.object();
        settings.page().ifPresent(page -> document.put("support_page", page));
        ArrayNode contacts = JsonNodes.array();
        add(contacts, "m.role.admin", settings.administratorEmail(), settings.administratorMatrixId());
        add(contacts, "m.role.security", settings.securityEmail(), Optional.empty());
        if (!contacts.isEmpty()) {
            document.set("contacts", contacts);
        }
        return document.isEmpty() ? Optional.empty() : Optional.of(document);
    }

    private static void add(ArrayNode contacts, String role, Optional<String> email, Optional<String> matrixId) {
        if (email.isPresent() || matrixId.isPresent()) {
            ObjectNode contact = contacts.addObject().put("role", role);
            email.ifPresent(address -> contact.put("email_address", address));
            matrixId.ifPresent(user -> contact.put("matrix_id", user));
        }
    }
}
