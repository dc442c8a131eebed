package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON object that a server sent, as its signature covers it. */
public record PeerBody(ObjectNode json) {
}
