package org.colloque.calls;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import org.colloque.calls.token.OpenIdToken;
import org.colloque.calls.token.RemoteOpenId;
import org.colloque.protocol.id.UserId;

/** Every other server, with tokens that say in clear whose they are. */
@Alternative
@ApplicationScoped
public class OtherMinistry implements RemoteOpenId {

    @Override
    public Uni<Optional<UserId>> user(OpenIdToken token) {
        return Uni.createFrom().item(Optional.of(token.accessToken()).filter(text -> text.startsWith("@")).map(UserId::parse));
    }
}
