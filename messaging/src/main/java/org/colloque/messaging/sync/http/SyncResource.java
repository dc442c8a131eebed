package org.colloque.messaging.sync.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.filter.FilterService;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.SyncRequest;
import org.colloque.messaging.sync.SyncRequest.Options;
import org.colloque.messaging.sync.SyncRequest.StateAt;
import org.colloque.messaging.sync.SyncService;
import org.jboss.resteasy.reactive.RestQuery;

/** Spec: client-server-api, "Syncing". */
@Path("/_matrix/client/v3/sync")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Set<String> PRESENCES = Set.of("offline", "online", "unavailable");

    private final SyncService syncs;
    private final FilterService filters;
    private final CurrentRequester requester;

    SyncResource(SyncService syncs, FilterService filters, CurrentRequester requester) {
        this.syncs = syncs;
        this.filters = filters;
        this.requester = requester;
    }

    /** The parameters as they came. */
    public static class Parameters {

        @RestQuery
        Optional<String> filter;
        @RestQuery
        Optional<String> since;
        @RestQuery("full_state")
        Optional<String> fullState;
        @RestQuery("set_presence")
        Optional<String> presence;
        @RestQuery
        Optional<String> timeout;
        @RestQuery("use_state_after")
        Optional<String> stateAfter;
        @RestQuery("org.matrix.msc4222.use_state_after")
        Optional<String> stateAfterByProposal;
    }

    @GET
    public Uni<byte[]> sync(@BeanParam Parameters parameters) {
        Requester by = requester.get();
        Optional<SyncToken> since = parameters.since.filter(token -> !token.isEmpty()).map(SyncToken::parse);
        Options options = new Options(flag("full_state", parameters.fullState), stateAt(parameters), presence(parameters.presence),
                timeout(parameters.timeout));
        return filters.resolve(by.user(), parameters.filter).chain(filter -> syncs.sync(new SyncRequest(by, since, filter, options)));
    }

    private static StateAt stateAt(Parameters parameters) {
        if (flag("use_state_after", parameters.stateAfter)) {
            return StateAt.END;
        }
        return flag("org.matrix.msc4222.use_state_after", parameters.stateAfterByProposal) ? StateAt.END_BY_PROPOSAL : StateAt.START;
    }

    private static Optional<String> presence(Optional<String> presence) {
        presence.ifPresent(value -> {
            if (!PRESENCES.contains(value)) {
                throw MatrixException.invalidParam("\"set_presence\" must be \"offline\", \"online\" or \"unavailable\".");
            }
        });
        return presence;
    }

    private static Duration timeout(Optional<String> timeout) {
        try {
            long milliseconds = timeout.filter(text -> !text.isEmpty()).map(Long::parseLong).orElse(0L);
            return Duration.ofMillis(Math.clamp(milliseconds, 0, LONGEST.toMillis()));
        } catch (NumberFormatException invalid) {
            throw MatrixException.invalidParam("\"timeout\" must be a number of milliseconds.");
        }
    }

    private static boolean flag(String name, Optional<String> value) {
        return switch (value.orElse("false")) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw MatrixException.invalidParam("\"" + name + "\" must be \"true\" or \"false\".");
        };
    }
}
