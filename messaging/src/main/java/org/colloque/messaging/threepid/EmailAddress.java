package org.colloque.messaging.threepid;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.colloque.messaging.error.MatrixException;

/**
 * An e-mail address in the form in which addresses are compared, which is also the one that mail goes to. Spec: appendices, "3PID Types".
 *
 * <p>What one reader takes for one address and another for a different one opens accounts to strangers: an address is exactly a name, one
 * {@code @} and a domain, in characters that mail servers agree on.
 */
public record EmailAddress(String value) {

    public static final String MEDIUM = "email";

    private static final int LONGEST = 254;
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern GRAMMAR =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    /** Reads an address as somebody has written it. Fails with {@code M_INVALID_PARAM}. */
    public static EmailAddress parse(String text) {
        return read(text).orElseThrow(() -> MatrixException.invalidParam("This is not an e-mail address."));
    }

    /** The same; empty for what is no address. */
    public static Optional<EmailAddress> read(String text) {
        String folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return folded.length() <= LONGEST && GRAMMAR.matcher(folded).matches() ? Optional.of(new EmailAddress(folded)) : Optional.empty();
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
