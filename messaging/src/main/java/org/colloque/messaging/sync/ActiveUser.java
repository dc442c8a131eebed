package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.colloque.messaging.accountdata.AccountDataChange;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.InvitePermission;
import org.colloque.messaging.event.ResolvedStateChange;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.push.UnreadCounts;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/**
 * What this node keeps in memory of a user who syncs here: memberships, account data, whom they ignore, unread counts. Loaded with
 * one statement, then kept by the changes of the log. Changes may be applied twice, and ahead of what syncs have been told.
 */
public final class ActiveUser {

    private static final String IGNORED = "m.ignored_user_list";

    private final UserId id;
    private final Map<RoomId, RoomMembership> memberships = new ConcurrentHashMap<>();
    private final Map<String, AccountDataEntry> accountData = new ConcurrentHashMap<>();
    private final Map<RoomId, Map<String, AccountDataEntry>> roomAccountData = new ConcurrentHashMap<>();
    private final Map<DeviceId, SentMembers> sentMembers = new ConcurrentHashMap<>();
    private final Map<DeviceId, AnswerPace> paces = new ConcurrentHashMap<>();
    private final UnreadCounts unread;
    private volatile Set<String> ignored = Set.of();
    private volatile InvitePermission permission = InvitePermission.OPEN;
    private volatile long lastSeen;
    private List<Change> early = new ArrayList<>();

    ActiveUser(UserId id, long now) {
        this.id = id;
        this.unread = new UnreadCounts(id);
        this.lastSeen = now;
    }

    public UserId id() {
        return id;
    }

    public UnreadCounts unread() {
        return unread;
    }

    public Optional<RoomMembership> membership(RoomId room) {
        return Optional.ofNullable(memberships.get(room));
    }

    public Collection<RoomMembership> memberships() {
        return memberships.values();
    }

    public Set<RoomId> joinedRooms() {
        return memberships.values().stream().filter(membership -> membership.is(RoomMembership.JOIN)).map(RoomMembership::roomId)
                .collect(Collectors.toSet());
    }

    public boolean isJoined(RoomId room) {
        RoomMembership membership = memberships.get(room);
        return membership != null && membership.is(RoomMembership.JOIN);
    }

    public Optional<AccountDataEntry> accountData(String type) {
        return Optional.ofNullable(accountData.get(type));
    }

    public Collection<AccountDataEntry> accountData() {
        return accountData.values();
    }

    public Collection<AccountDataEntry> accountData(RoomId room) {
        return roomAccountData.getOrDefault(room, Map.of()).values();
    }

    public boolean ignores(UserId user) {
        return !ignored.isEmpty() && ignored.contains(user.value());
    }

    /** Whether an invite by this user is kept from them. Spec: client-server-api, "Ignoring Users", "Invite permission". */
    public boolean hidesInvite(UserId inviter) {
        return ignores(inviter) || permission.decide(inviter) != InvitePermission.Decision.ALLOW;
    }

    public Set<String> ignored() {
        return ignored;
    }

    SentMembers sentMembers(DeviceId device) {
        return sentMembers.computeIfAbsent(device, ignoredDevice -> new SentMembers());
    }

    public AnswerPace pace(DeviceId device) {
        return paces.computeIfAbsent(device, ignoredDevice -> new AnswerPace());
    }

    void seen(long now) {
        lastSeen = now;
    }

    long lastSeen() {
        return lastSeen;
    }

    /** What was found out about the time before a membership, unless that has changed meanwhile. */
    void learn(RoomMembership known) {
        memberships.computeIfPresent(known.roomId(), (room, present) -> present.event() == known.event() ? known : present);
    }

    /** Takes what the database holds; then the changes that came meanwhile. */
    synchronized void loaded(LoadedUser rows) {
        rows.memberships().forEach(membership -> memberships.put(membership.roomId(), membership));
        rows.accountData().forEach(this::keep);
        unread.loaded(rows.unread());
        List<Change> waiting = early;
        early = null;
        waiting.forEach(this::apply);
    }

    /** Takes a change that concerns the user; answers the membership when it changed. */
    synchronized Optional<RoomMembership> changed(Change change) {
        if (early != null) {
            early.add(change);
            return Optional.empty();
        }
        return apply(change);
    }

    synchronized boolean isLoaded() {
        return early == null;
    }

    private Optional<RoomMembership> apply(Change change) {
        switch (change) {
            case RoomEventChange event -> {
                return event.member().filter(id::equals).flatMap(self -> membershipChanged(event));
            }
            case ResolvedStateChange resolved -> {
                return resolved.shift().filter(shift -> shift.user().equals(id)).flatMap(shift -> membershipChanged(resolved, shift));
            }
            case AccountDataChange data -> keep(data);
            case ReceiptChange receipt -> unread.read(receipt);
            default -> { }
        }
        return Optional.empty();
    }

    private Optional<RoomMembership> membershipChanged(RoomEventChange change) {
        return follow(new RoomMembership(change.roomNumber(), change.room(), change.pdu().roomVersion(),
                change.membership().orElse(RoomMembership.LEAVE), change.event().number(), change.position(), change.pdu().sender(),
                RoomMembership.Past.unknown(change.position())), false);
    }

    private Optional<RoomMembership> membershipChanged(ResolvedStateChange change, ResolvedStateChange.Shift shift) {
        return follow(new RoomMembership(change.roomNumber(), change.room(), change.version(), shift.now(), change.event().orElse(0),
                change.position(), shift.sender(), RoomMembership.Past.unknown(change.position())), shift.before().equals(RoomMembership.LEAVE));
    }

    /** @param anew whether the user begins with nothing of the room, whatever was told before */
    private Optional<RoomMembership> follow(RoomMembership now, boolean anew) {
        RoomMembership before = memberships.get(now.roomId());
        if (before != null && before.position() >= now.position()) {
            return Optional.empty();
        }
        RoomMembership changed = now.after(Optional.ofNullable(before).filter(ignored -> !anew));
        memberships.put(now.roomId(), changed);
        return Optional.of(changed);
    }

    private void keep(AccountDataChange change) {
        Map<String, AccountDataEntry> entries = change.room().isEmpty() ? accountData
                : roomAccountData.computeIfAbsent(change.room().get(), room -> new ConcurrentHashMap<>());
        entries.merge(change.entry().type(), change.entry(), (old, given) -> given.position() >= old.position() ? given : old);
        if (change.room().isEmpty() && change.entry().type().equals(IGNORED)) {
            ignored = ignoredOf(accountData.get(IGNORED));
        }
        if (change.room().isEmpty() && change.entry().type().equals(InvitePermission.TYPE)) {
            permission = InvitePermission.of(MatrixJson.parseTrusted(accountData.get(InvitePermission.TYPE).content()));
        }
    }

    /** Spec: client-server-api, "Ignoring Users". */
    private Set<String> ignoredOf(AccountDataEntry entry) {
        return MatrixJson.parseTrusted(entry.content()).get("ignored_users") instanceof ObjectNode users
                ? users.propertyStream().map(Map.Entry::getKey).filter(user -> !user.equals(id.value())).collect(Collectors.toSet())
                : Set.of();
    }
}
