package org.colloque.bridge.main;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why the service did not start: a sentence when the administrator can mend it, the whole failure when it is ours. */
final class StartupFailure {

    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.+) does not map to any root");
    private static final Pattern CODE = Pattern.compile("^SRCFG\\d+: ");
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
            out.println(sentence(invalid.getProblem(i).getMessage()));
        }
        return WRONG_SETTINGS;
    }

    private static String sentence(String problem) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return "There is no setting " + unknown.group(1) + " (in " + unknown.group(2) + "): remove it or correct its name; docs/configuration.md "
                + "lists them all.";
        }
        return "A setting is wrong: " + CODE.matcher(problem).replaceFirst("") + " docs/configuration.md says what to write.";
    }
}
