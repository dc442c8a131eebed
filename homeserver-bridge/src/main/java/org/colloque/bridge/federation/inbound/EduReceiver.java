package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import org.colloque.protocol.id.ServerName;

/** Takes in one type of EDU. One bean for each type. Spec: server-server-api, "EDUs". */
interface EduReceiver {

    /** The {@code edu_type}. */
    String type();

    /**
     * Takes an EDU's content in. What is malformed, or not for the sender to say, is left out without failing; a failure makes the
     * sender send the whole transaction again.
     */
    Uni<Void> receive(ServerName origin, ObjectNode content);
}
