package org.colloque.messaging.sync;

import java.util.List;
import org.colloque.messaging.accountdata.AccountDataChange;
import org.colloque.messaging.push.UnreadCounts;

/** What the database holds of a user, from one statement. */
public record LoadedUser(List<RoomMembership> memberships, List<AccountDataChange> accountData, UnreadCounts.Loaded unread) {
}
