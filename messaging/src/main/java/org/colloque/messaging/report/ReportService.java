package org.colloque.messaging.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.room.RoomAccess;
import org.colloque.messaging.room.TimelineService;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** Takes in what people report, and keeps it for the operator. Spec: client-server-api, "Reporting Content". */
@ApplicationScoped
public class ReportService {

    private static final Logger LOG = Logger.getLogger(ReportService.class);
    private static final int LONGEST = 2_000;

    private final ReportStore store;
    private final RoomReads reads;
    private final RoomAccess access;
    private final TimelineService timelines;
    private final AccountService accounts;

    ReportService(ReportStore store, RoomReads reads, RoomAccess access, TimelineService timelines, AccountService accounts) {
        this.store = store;
        this.reads = reads;
        this.access = access;
        this.timelines = timelines;
        this.accounts = accounts;
    }

    /** Reports a room, whether one is in it or not. Fails with {@code M_NOT_FOUND}. */
    public Uni<Void> room(UserId reporter, RoomId room, String reason) {
        return reads.head(room).chain(head -> {
            if (head.isEmpty()) {
                throw MatrixException.notFound("There is no such room here.");
            }
            return keep(new Report(reporter, new Report.OfRoom(room), reason));
        });
    }

    /** Reports an event. Fails with {@code M_NOT_FOUND} when one is not in the room, or may not see the event. */
    public Uni<Void> event(UserId reporter, RoomId room, EventId event, String reason) {
        return access.joined(reporter, room).onFailure(MatrixException.class)
                .transform(refused -> MatrixException.notFound("There is no such event, or you are not in the room."))
                .chain(head -> timelines.event(reporter, room, event))
                .chain(found -> keep(new Report(reporter, new Report.OfEvent(room, event, found.pdu().sender()), reason)));
    }

    /** Reports a person. Fails with {@code M_NOT_FOUND} for somebody of this server who is not there. */
    public Uni<Void> user(UserId reporter, UserId user, String reason) {
        Uni<Boolean> known = accounts.isLocal(user) ? accounts.find(user).map(account -> account.isPresent()) : Uni.createFrom().item(true);
        return known.chain(exists -> {
            if (!exists) {
                throw MatrixException.notFound("There is no such user here.");
            }
            return keep(new Report(reporter, new Report.OfUser(user), reason));
        });
    }

    private Uni<Void> keep(Report report) {
        String reason = report.reason();
        String kept = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
        return store.add(new Report(report.reporter(), report.subject(), kept))
                .invoke(() -> LOG.infof("%s reports a %s: it stands in the table of reports", report.reporter(), report.subject().kind()));
    }
}
