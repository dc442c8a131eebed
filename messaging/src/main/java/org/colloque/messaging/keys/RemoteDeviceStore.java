package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.colloque.protocol.id.UserId;

/** Where the device lists of users of other servers are kept while these users share a room with somebody here. */
public interface RemoteDeviceStore {

    /**
     * Keeps lists that were fetched, of those users who share a room; passes over a user of whom a change came after position
     * {@code since}, and a list that is older than the one that is kept.
     */
    Uni<Void> keep(Collection<RemoteDeviceList> lists, long since);

    /** Takes in an update and notes it in the order of device lists, all in one. */
    Uni<Outcome> update(UserId user, Update update);

    /** Takes in changed cross-signing keys, if the list is kept, and notes it. */
    Uni<Void> updateKeys(UserId user, Map<KeyUsage, CrossSigningKey> keys);

    /** Drops the lists of these users who share no room any more: no updates come. */
    Uni<Void> forgetStrangers(Collection<UserId> users);

    /** The signatures that a user has made on keys of others, by the signed user and the name of the key. */
    Uni<List<Signed>> signaturesBy(UserId signer, Collection<UserId> on);

    /** A signature on a key. */
    record Signed(UserId user, String target, String keyId, String signature) {
    }

    /**
     * One change of a device list.
     *
     * @param previous the updates that it builds on
     * @param deleted  whether the device is gone
     */
    record Update(long streamId, List<Long> previous, RemoteDeviceList.RemoteDevice device, boolean deleted) {
    }

    /** What became of an update. */
    enum Outcome {
        TAKEN_IN, KNOWN_ALREADY,
        /** An update before it is missing: the list must be fetched anew. */
        GAP,
        /** The list of this user is not kept. */
        NOT_FOLLOWED
    }
}
