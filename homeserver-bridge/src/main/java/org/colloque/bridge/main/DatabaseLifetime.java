package org.colloque.bridge.main;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.colloque.messaging.database.embedded.EmbeddedPostgres;
import org.colloque.messaging.database.embedded.PostgresSettings;

/** The embedded database, if there is one, lives longer than the application on both ends. */
final class DatabaseLifetime {

    private static final Duration PATIENCE_WITH_THE_APPLICATION = Duration.ofSeconds(30);

    private final Runnable stop;
    private final CountDownLatch applicationEnded = new CountDownLatch(1);

    private DatabaseLifetime(Runnable stop) {
        this.stop = stop;
    }

    /** Starts the embedded database when no other is configured, and makes the application use it. */
    static DatabaseLifetime begin(StartupSettings settings) {
        if (settings.datasource()) {
            return new DatabaseLifetime(() -> { });
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataDirectory().resolve("database"), PostgresSettings.durable());
        System.setProperty(StartupSettings.REACTIVE_URL, postgres.reactiveUrl());
        System.setProperty(StartupSettings.JDBC_URL, postgres.jdbcUrl());
        System.setProperty("quarkus.datasource.username", postgres.username());
        System.setProperty("quarkus.datasource.password", postgres.password());
        var lifetime = new DatabaseLifetime(postgres::close);
        Runtime.getRuntime().addShutdownHook(new Thread(lifetime::awaitApplicationAndStop, "embedded-postgresql-stop"));
        return lifetime;
    }

    /** To be called when the application has ended. */
    void end() {
        applicationEnded.countDown();
        stop.run();
    }

    private void awaitApplicationAndStop() {
        try {
            applicationEnded.await(PATIENCE_WITH_THE_APPLICATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        stop.run();
    }
}
