package org.colloque.messaging.sync.sliding.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.sliding.ExtensionConfigs;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.ToDevice;

/** Reads which extensions are wanted. Those that are not known are left out. */
final class ExtensionsReader {

    private static final int MOST_MESSAGES = 100;

    private ExtensionsReader() {
    }

    static ExtensionConfigs read(JsonBody body) {
        JsonBody extensions = new JsonBody(body.optionalObject("extensions").orElseGet(JsonNodeFactory.instance::objectNode));
        return new ExtensionConfigs(enabled(extensions, "to_device").map(ExtensionsReader::toDevice), enabled(extensions, "e2ee").isPresent(),
                enabled(extensions, "account_data").map(ExtensionsReader::scope), enabled(extensions, "receipts").map(ExtensionsReader::scope),
                enabled(extensions, "typing").map(ExtensionsReader::scope));
    }

    private static Optional<JsonBody> enabled(JsonBody extensions, String name) {
        Optional<ObjectNode> config = extensions.optionalObject(name);
        return config.map(JsonBody::new).filter(json -> json.flag("enabled", false));
    }

    private static ToDevice toDevice(JsonBody config) {
        long limit = config.optionalInteger("limit").orElse(MOST_MESSAGES);
        if (limit < 1) {
            throw MatrixException.invalidParam("\"limit\" must be at least 1.");
        }
        Optional<String> since = config.optionalText("since").filter(text -> !text.isEmpty());
        OptionalLong after = since.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, SyncToken.parse(since.get()).position()));
        return new ToDevice((int) Math.min(limit, MOST_MESSAGES), after);
    }

    /** Which lists and rooms: all, when there is an asterisk. */
    private static Scope scope(JsonBody config) {
        return new Scope(names(config, "lists"), names(config, "rooms"));
    }

    private static Optional<Set<String>> names(JsonBody config, String field) {
        return config.optionalArray(field).map(ignored -> Set.copyOf(config.texts(field))).filter(names -> !names.contains("*"));
    }
}
