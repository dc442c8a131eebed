package org.colloque.messaging.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.error.MatrixException;

/**
 * A place in the streams as clients carry it around: {@code s<position>}, {@code s<position>_<ephemeral>} or
 * {@code s<position>_<ephemeral>_<toDevice>}. It serves as {@code next_batch}, {@code prev_batch}, {@code since}, {@code from} and
 * {@code to} alike.
 *
 * <p>Where the token is the position of a sliding sync, more follows behind a tilde, which is of no matter here.
 *
 * @param position  everything at or below it was seen; below 0 in backfilled history
 * @param ephemeral the serial of what lives in memory only (typing, presence)
 * @param toDevice  the position up to which to-device messages were handed out; lower than {@code position} when some wait
 */
public record SyncToken(long position, long ephemeral, long toDevice) {

    private static final Pattern FORM = Pattern.compile("s(-?\\d{1,18})(?:_(\\d{1,18})(?:_(\\d{1,18}))?)?(?:~\\d{1,18}\\.[0-9a-f]{8})?");

    /** A place in the log alone. */
    public static SyncToken at(long position) {
        return new SyncToken(position, 0, position);
    }

    /** @throws MatrixException {@code M_INVALID_PARAM} if this is no token of ours */
    public static SyncToken parse(String text) {
        return tryParse(text).orElseThrow(() -> MatrixException.invalidParam("This is not a token that this server gave."));
    }

    public static Optional<SyncToken> tryParse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long position = Long.parseLong(form.group(1));
        long ephemeral = form.group(2) == null ? 0 : Long.parseLong(form.group(2));
        long toDevice = form.group(3) == null ? position : Math.min(position, Long.parseLong(form.group(3)));
        return Optional.of(new SyncToken(position, ephemeral, toDevice));
    }

    /** The same place, with to-device messages handed out only up to a position. */
    public SyncToken withToDevice(long upTo) {
        return new SyncToken(position, ephemeral, upTo);
    }

    @Override
    public String toString() {
        if (toDevice < position) {
            return "s" + position + "_" + ephemeral + "_" + toDevice;
        }
        return ephemeral == 0 ? "s" + position : "s" + position + "_" + ephemeral;
    }
}
