package org.colloque.messaging.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/**
 * Drops the device list of a user of another server who shares no room any more: no updates come from then on, so that the list
 * would be wrong when they meet again.
 */
@ApplicationScoped
class StrangerForgetting implements ChangeListener {

    private static final Logger LOG = Logger.getLogger(StrangerForgetting.class);

    private final RemoteDeviceStore lists;
    private final AccountService accounts;

    StrangerForgetting(RemoteDeviceStore lists, AccountService accounts) {
        this.lists = lists;
        this.accounts = accounts;
    }

    @Override
    public void changed(List<Change> changes) {
        Set<UserId> gone = changes.stream().map(StrangerForgetting::whoLeft).flatMap(Optional::stream)
                .filter(user -> !accounts.isLocal(user)).collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            lists.forgetStrangers(gone).subscribe().with(ignored -> { },
                    failure -> LOG.warn("Device lists of strangers were not dropped", failure));
        }
    }

    @Override
    public void reset() {
        // Nothing is kept in memory.
    }

    private static Optional<UserId> whoLeft(Change change) {
        return change instanceof RoomChange event && event.membership().filter(now -> !now.equals("join")).isPresent()
                ? event.member() : Optional.empty();
    }
}
