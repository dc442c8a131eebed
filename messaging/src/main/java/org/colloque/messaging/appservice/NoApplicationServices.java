package org.colloque.messaging.appservice;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;

/** Stands in where nothing outside can be asked: no application service is registered. */
@DefaultBean
@ApplicationScoped
public class NoApplicationServices implements RemoteApplicationServices {

    @Override
    public List<ApplicationService> registered() {
        return List.of();
    }

    @Override
    public Uni<Boolean> makes(ApplicationService service, UserId user) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Boolean> makes(ApplicationService service, RoomAlias alias) {
        return Uni.createFrom().item(false);
    }
}
