package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Stands in where nothing outside can be asked: no identity server is trusted. */
@DefaultBean
@ApplicationScoped
class NoRemoteIdentities implements RemoteIdentities {

    @Override
    public void requireTrusted(ServerName identityServer) {
        throw untrusted();
    }

    @Override
    public Uni<Optional<UserId>> lookup(AddressedInvitee invitee) {
        return Uni.createFrom().failure(untrusted());
    }

    @Override
    public Uni<KeptInvite> storeInvite(AddressedInvitee invitee, ObjectNode about) {
        return Uni.createFrom().failure(untrusted());
    }

    @Override
    public Uni<Boolean> isValid(String keyValidityUrl, String publicKey) {
        return Uni.createFrom().failure(untrusted());
    }

    private static MatrixException untrusted() {
        return new MatrixException(Errcode.M_SERVER_NOT_TRUSTED, "No identity server is used here.").withStatus(403);
    }
}
