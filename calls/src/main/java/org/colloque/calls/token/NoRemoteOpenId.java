package org.colloque.calls.token;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Stands in for federation: tokens of other servers are not believed. */
@DefaultBean
@ApplicationScoped
class NoRemoteOpenId implements RemoteOpenId {

    @Override
    public Uni<Optional<UserId>> user(OpenIdToken token) {
        return Uni.createFrom().item(Optional.empty());
    }
}
