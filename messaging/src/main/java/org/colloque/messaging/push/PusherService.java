package org.colloque.messaging.push;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** The pushers that people set. Spec: client-server-api, "Push Notifications". */
@ApplicationScoped
public class PusherService {

    private static final String NOTIFY = "/_matrix/push/v1/notify";

    private final PusherStore store;
    private final PushGateways gateways;

    PusherService(PusherStore store, PushGateways gateways) {
        this.store = store;
        this.gateways = gateways;
    }

    public Uni<List<Pusher>> list(UserId user) {
        return store.list(user);
    }

    /**
     * Sets a pusher. Fails with {@code M_INVALID_PARAM} when its gateway is none, or none that the operator admits: it would be silent.
     *
     * @param alone whether those of other users with the same key go
     */
    public Uni<Void> set(Pusher pusher, boolean alone) {
        URI url = gateway(pusher);
        if (!gateways.admits(url)) {
            throw MatrixException.invalidParam("The push gateway " + url.getRawAuthority() + " is not one that is used here.");
        }
        return store.set(pusher, alone);
    }

    public Uni<Void> remove(UserId user, Pusher.Key key) {
        return store.remove(user, key);
    }

    private static URI gateway(Pusher pusher) {
        try {
            URI url = pusher.url();
            if ("https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && NOTIFY.equals(url.getRawPath()) && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            // Refused below.
        }
        throw MatrixException.invalidParam("The address of the push gateway must begin with https:// and end with " + NOTIFY + ".");
    }
}
