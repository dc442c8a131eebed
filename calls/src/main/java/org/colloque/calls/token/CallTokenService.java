package org.colloque.calls.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.leave.DelegatedLeaveService;
import org.colloque.calls.livekit.Sfu;
import org.colloque.calls.livekit.SfuNames;
import org.colloque.calls.livekit.SfuTokens;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Lets people into calls: members of the room, as this server knows it, and nobody else. Spec: MSC4195, "Acquiring a token for the
 * SFU".
 */
@ApplicationScoped
public class CallTokenService {

    private final CallsSettings settings;
    private final CallerService callers;
    private final Memberships memberships;
    private final Sfu sfu;
    private final SfuTokens tokens;
    private final DelegatedLeaveService leaves;

    CallTokenService(CallsSettings settings, CallerService callers, Memberships memberships, Sfu sfu, SfuTokens tokens,
            DelegatedLeaveService leaves) {
        this.settings = settings;
        this.callers = callers;
        this.memberships = memberships;
        this.sfu = sfu;
        this.tokens = tokens;
        this.leaves = leaves;
    }

    /** Where the call is, and the token with which it is entered. */
    public record Access(String url, String jwt) {
    }

    /**
     * Whose token it is. Fails with {@code M_UNAUTHORIZED} when that cannot be told, or it is not the one that the request claims.
     */
    public Uni<UserId> caller(OpenIdToken token, Optional<UserId> claimed) {
        settings.required();
        return callers.user(token).invoke(user -> {
            if (claimed.filter(other -> !other.equals(user)).isPresent()) {
                throw CallerService.unauthorized();
            }
        });
    }

    /**
     * Access for a user who has been authenticated. Fails with {@code M_FORBIDDEN} when the user is not joined to the room, and as
     * {@link #delegateLeave} when a leave is delegated too.
     */
    public Uni<Access> access(UserId user, CallRequest request) {
        String url = settings.required().url();
        String room = SfuNames.room(request.room(), request.slot());
        String participant = request.member().participant(user);
        return admitted(user, request.room())
                .chain(() -> request.leave().isPresent() ? delegateLeave(user, request) : Uni.createFrom().voidItem())
                .chain(() -> open(user, request.room(), room))
                .map(ignored -> new Access(url, tokens.token(room, participant)));
    }

    /**
     * Takes over the leave that the request carries. Fails with {@code M_FORBIDDEN} when the user is not joined to the room, and with
     * {@code M_BAD_JSON} when the delayed event is not theirs, or is kept by another server.
     */
    public Uni<Void> delegateLeave(UserId user, CallRequest request) {
        settings.required();
        DelegatedLeaveService.Wish wish = request.leave().orElseThrow(() -> MatrixException.badJson("The field \"delay_id\" is missing."));
        if (!callers.isLocal(user)) {
            throw MatrixException.badJson("This server keeps only the delayed events of its own users.");
        }
        return admitted(user, request.room()).chain(() -> leaves.delegate(user, request.room(),
                SfuNames.room(request.room(), request.slot()), request.member().participant(user), wish));
    }

    private Uni<Void> admitted(UserId user, RoomId room) {
        return memberships.of(user, room).invoke(membership -> {
            if (membership.filter(found -> found.membership().equals("join")).isEmpty()) {
                throw MatrixException.forbidden("Only members of the room take part in its calls.");
            }
        }).replaceWithVoid();
    }

    /**
     * Makes the room on the SFU for this server's own people. Those of other servers enter a room that is there; for them one is made
     * only while somebody of this server is a member of the Matrix room.
     */
    private Uni<Void> open(UserId user, RoomId room, String sfuRoom) {
        Uni<Boolean> may = callers.isLocal(user) ? Uni.createFrom().item(true) : memberships.local(room);
        return may.chain(yes -> yes ? sfu.createRoom(sfuRoom) : Uni.createFrom().voidItem());
    }
}
