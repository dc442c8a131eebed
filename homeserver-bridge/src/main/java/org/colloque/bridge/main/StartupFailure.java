package org.colloque.bridge.main;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.config.WrongSettingException;

/** Says why the service did not start: a sentence when the administrator can mend it, the whole failure when it is ours. */
final class StartupFailure {

    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.+) does not map to any root");
    private static final Pattern UNREADABLE = Pattern.compile("SRCFG00039: The config property (\\S+) with the config value \"(.*?)\" threw");
    private static final Pattern MISSING = Pattern.compile("SRCFG00014: The config property (\\S+) is required");
    private static final Pattern ALLOWED = Pattern.compile("allowed values: (\\S+)");
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
                case WrongSettingException wrong -> {
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
        sentences(invalid).forEach(out::println);
        return WRONG_SETTINGS;
    }

    /** What is wrong with the settings, one sentence for each; the same thing is found by each group of settings and said once. */
    static Set<String> sentences(ConfigValidationException invalid) {
        var sentences = new LinkedHashSet<String>();
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            sentences.add(sentence(invalid.getProblem(i).getMessage()));
        }
        return sentences;
    }

    private static String sentence(String problem) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return "There is no setting " + unknown.group(1) + " (in " + unknown.group(2) + "): remove it or correct its name; docs/configuration.md "
                + "lists them all.";
        }
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.find()) {
            return unreadable.group(1) + " is \"" + unreadable.group(2) + "\", which cannot be used: " + allowed(problem);
        }
        Matcher missing = MISSING.matcher(problem);
        if (missing.find()) {
            return missing.group(1) + " is missing: docs/configuration.md says what to write.";
        }
        return "A setting is wrong: " + CODE.matcher(problem).replaceFirst("") + " docs/configuration.md says what to write.";
    }

    private static String allowed(String problem) {
        Matcher values = ALLOWED.matcher(problem);
        return values.find() ? "write one of " + values.group(1).replace(",", ", ") + "." : "docs/configuration.md says what to write.";
    }
}
