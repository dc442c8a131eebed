package org.colloque.messaging.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;

/**
 * Holds the requester of the request that is under way; filled by the filter behind {@link Authenticated}. To be read before anything is
 * waited for: no context travels along a chain of {@code Uni}s.
 */
@RequestScoped
public class CurrentRequester {

    private Requester requester;
    private boolean suspended;

    /** The requester; only for resources marked {@link Authenticated}. */
    public Requester get() {
        if (requester == null) {
            throw new IllegalStateException("the resource is not marked @Authenticated");
        }
        return requester;
    }

    /** The requester with its device. Fails with {@code M_MISSING_PARAM} for an application service that names none. */
    public Requester withDevice() {
        Requester by = get();
        if (!by.hasDevice()) {
            throw MatrixException.missingParam("An application service must name a device for that, by the parameter \"device_id\".");
        }
        return by;
    }

    /** The requester, if the request brought a token; for resources marked {@link PerhapsAuthenticated}. */
    public Optional<Requester> find() {
        return Optional.ofNullable(requester);
    }

    /** Whether the requester may read, but not act on others. */
    public boolean isSuspended() {
        return suspended;
    }

    /** To be called by the authentication filter alone. */
    public void authenticated(Requester by, boolean isSuspended) {
        this.requester = by;
        this.suspended = isSuspended;
    }
}
