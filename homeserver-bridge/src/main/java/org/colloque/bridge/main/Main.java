package org.colloque.bridge.main;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.database.embedded.EmbeddedPostgresException;

/**
 * Starts the service: checks the settings, brings up the embedded database when none is configured, then Quarkus.
 *
 * <p>Exit codes: 0 after an orderly stop, 2 when a setting is wrong, 1 when the start failed for another reason.
 */
@QuarkusMain
public final class Main {

    private static final int WRONG_SETTINGS = 2;

    Main() {
    }

    public static void main(String... arguments) {
        try {
            StartupSettings settings = StartupSettings.read();
            DatabaseLifetime database = DatabaseLifetime.begin(settings);
            settings.derived().forEach(Main::setUnlessSet);
            Quarkus.run(null, (code, failure) -> System.exit(end(database, code, failure)), arguments);
        } catch (WrongSettingException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_SETTINGS);
        } catch (EmbeddedPostgresException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static int end(DatabaseLifetime database, int code, Throwable failure) {
        database.end();
        return failure == null ? code : StartupFailure.explain(failure, System.err);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
