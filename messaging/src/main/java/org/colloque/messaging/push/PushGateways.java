package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Set;

/** Port: the push gateways of applications. Spec: push-gateway-api. */
public interface PushGateways {

    /** Whether the operator lets notifications go to this gateway. */
    boolean admits(URI gateway);

    /** Hands a notification over; answers the push keys that are not valid any more. Fails when it did not arrive. */
    Uni<Set<String>> notify(URI gateway, ObjectNode notification);
}
