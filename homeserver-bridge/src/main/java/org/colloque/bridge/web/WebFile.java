package org.colloque.bridge.web;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * One file of the browser client, ready to be sent.
 *
 * @param compressed its gzip form, when the build made one
 * @param immutable  whether its name changes whenever its content does
 * @param policy     the content security policy of a page; empty for what is no page
 */
record WebFile(Buffer content, Optional<Buffer> compressed, String type, String tag, boolean immutable, Optional<String> policy) {

    int weight() {
        return content.length() + compressed.map(Buffer::length).orElse(0);
    }
}
