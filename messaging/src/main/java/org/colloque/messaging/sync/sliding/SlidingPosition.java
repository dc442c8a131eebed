package org.colloque.messaging.sync.sliding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.stream.SyncToken;

/**
 * Where a connection is. Serves as a token of {@code /messages} and {@code /relations} too.
 *
 * @param token everything up to it was told, but for rooms that the connection's memory says otherwise of
 * @param state which memory of the connection goes with it; 0 when there is nothing to remember
 * @param mark  whose position it is
 */
public record SlidingPosition(SyncToken token, long state, String mark) {

    private static final Pattern FORM = Pattern.compile("([s\\d_-]+)~(\\d{1,18})\\.([0-9a-f]{8})");

    /** @throws MatrixException {@code M_UNKNOWN_POS} if this is no position of ours */
    public static SlidingPosition parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw unknown();
        }
        SyncToken token = SyncToken.tryParse(form.group(1)).orElseThrow(SlidingPosition::unknown);
        return new SlidingPosition(token, Long.parseLong(form.group(2)), form.group(3));
    }

    static MatrixException unknown() {
        return new MatrixException(Errcode.M_UNKNOWN_POS, "This position is not known: the connection starts anew without one.");
    }

    @Override
    public String toString() {
        return token.withToDevice(token.position()) + "~" + state + "." + mark;
    }
}
