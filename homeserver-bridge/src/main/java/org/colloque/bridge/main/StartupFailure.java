package org.colloque.bridge.main;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;

/** Says why the service did not start: a sentence when the administrator can mend it, the whole failure when it is ours. */
final class StartupFailure {

    private static final int WRONG_SETTINGS = 2;
    private static final int FAILED = 1;

    private StartupFailure() {
    }

    /** Answers the exit code. */
    static int explain(Throwable failure, PrintStream out) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConfigValidationException invalid -> {
                    return wrongSettings(invalid, out);
                }
                case WrongSettingsException wrong -> {
                    out.println(wrong.getMessage());
                    return WRONG_SETTINGS;
                }
                case QuarkusBindException taken -> {
                    out.println("Port " + taken.getPort() + " is in use: stop the other server, or set quarkus.http.port to a free one "
                        + "(and quarkus.http.ssl-port, when TLS is on).");
                    return WRONG_SETTINGS;
                }
                default -> {
                    // The reason lies deeper.
                }
            }
        }
        failure.printStackTrace(out);
        return FAILED;
    }

    private static int wrongSettings(ConfigValidationException invalid, PrintStream out) {
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            out.println("A setting is wrong: " + invalid.getProblem(i).getMessage() + " See docs/configuration.md for what to write.");
        }
        return WRONG_SETTINGS;
    }
}
