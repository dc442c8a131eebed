package org.colloque.bridge.appservice;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.RemoteApplicationServices;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** The application services that the settings name, each asked through the gate. Spec: application-service-api, "Querying". */
@Startup
@ApplicationScoped
class HttpRemoteApplicationServices implements RemoteApplicationServices {

    private static final Logger LOG = Logger.getLogger(HttpRemoteApplicationServices.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<ApplicationService> services;
    private final ServiceClient client;

    HttpRemoteApplicationServices(ServerConfig config, ServiceClient client) {
        this.services = Registrations.read(config.applicationServices().orElse(List.of()), config.serverName());
        this.client = client;
    }

    @Override
    public List<ApplicationService> registered() {
        return services;
    }

    @Override
    public Uni<Boolean> makes(ApplicationService service, UserId user) {
        return asked(service, "/users/" + encoded(user.value()));
    }

    @Override
    public Uni<Boolean> makes(ApplicationService service, RoomAlias alias) {
        return asked(service, "/rooms/" + encoded(alias.value()));
    }

    private Uni<Boolean> asked(ApplicationService service, String path) {
        if (service.url().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return client.getEither(service, path, path, PATIENCE).map(ServiceClient::isSuccess)
                .onFailure().retry().atMost(1)
                .onFailure().recoverWithItem(failure -> {
                    LOG.infof("The %s could not be asked: %s", service, failure.getMessage());
                    return false;
                });
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
