package org.colloque.messaging.testing;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Proxy;
import org.colloque.messaging.event.RemoteEvents;

/** What the module needs of others, where a test brings nothing better: no other server can be reached. */
@ApplicationScoped
class OtherServers {

    @Produces
    @DefaultBean
    @ApplicationScoped
    RemoteEvents events() {
        return unreachable(RemoteEvents.class);
    }

    private static <T> T unreachable(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) ->
                Uni.createFrom().failure(new IllegalStateException("no " + port.getSimpleName() + " in this test"))));
    }
}
