package org.colloque.messaging.room;

import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/**
 * Which of the directories somebody looks into. Spec: client-server-api, "Published room directory"; application-service-api, "Published room
 * directories".
 *
 * @param everything all of them together
 * @param instance   the one of a third-party network; empty: this server's own
 */
public record Network(boolean everything, Optional<Instance> instance) {

    /** A network of an application service. */
    public record Instance(String service, String network) {

        /** What clients call it: {@code instance_id} of a protocol's instances. */
        public String id() {
            return service + "|" + network;
        }
    }

    /** Reads {@code include_all_networks} and {@code third_party_instance_id}. */
    static Network of(JsonBody body) {
        boolean everything = body.flag("include_all_networks", false);
        Optional<Instance> instance = body.optionalText("third_party_instance_id").filter(id -> !id.isEmpty()).map(Network::instance);
        if (everything && instance.isPresent()) {
            throw MatrixException.invalidParam("Either all networks are looked for or one.");
        }
        return new Network(everything, instance);
    }

    private static Instance instance(String id) {
        int bar = id.indexOf('|');
        if (bar < 0) {
            throw MatrixException.invalidParam("This is not the id of a network that this server gave.");
        }
        return new Instance(id.substring(0, bar), id.substring(bar + 1));
    }
}
