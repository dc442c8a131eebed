package org.colloque.messaging.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.protocol.id.DeviceId;

/**
 * The transaction under which a client sends an event: the same device, path and id give the same event again.
 *
 * <p>Spec: client-server-api, "Transaction identifiers".
 *
 * @param key the id, with what else of the path tells one request from another
 */
public record ClientTransaction(DeviceId device, String key) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(.*)", Pattern.DOTALL);

    /** @param endpoint what the path names beside the room and the id */
    public static ClientTransaction of(DeviceId device, String endpoint, String transactionId) {
        return new ClientTransaction(device, transactionId.length() + ":" + transactionId + endpoint);
    }

    /** The id as the client chose it. */
    public String transactionId() {
        return transactionId(key);
    }

    /** The id as the client chose it, out of a key. */
    public static String transactionId(String key) {
        Matcher form = FORM.matcher(key);
        if (!form.matches()) {
            return key;
        }
        int length = Integer.parseInt(form.group(1));
        return length <= form.group(2).length() ? form.group(2).substring(0, length) : key;
    }
}
