package org.colloque.bridge.directory;

import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.List;
import org.colloque.bridge.egress.TestSettings;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.protocol.id.ServerName;

/** Directories for tests. */
public final class TestDirectories {

    private TestDirectories() {
    }

    /** One that lists nobody and admits everybody. */
    public static ServerDirectory open(ServerName own) {
        ServerConfig named = (ServerConfig) Proxy.newProxyInstance(ServerConfig.class.getClassLoader(), new Class<?>[] {ServerConfig.class},
                (proxy, method, arguments) -> own);
        return new ServerDirectory(new TestSettings(List.of(), List.of()), named, (Vertx) null);
    }
}
