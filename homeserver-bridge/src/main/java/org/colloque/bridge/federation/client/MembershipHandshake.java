package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.stream.Collectors;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** The two steps of entering or leaving a room through another server. Spec: server-server-api, "Joining Rooms". */
@ApplicationScoped
class MembershipHandshake {

    private static final String V1 = "/_matrix/federation/v1/";
    private static final String V2 = "/_matrix/federation/v2/";
    private static final long MAX_ROOM_BYTES = 150L * 1024 * 1024;

    private final FederationClient client;
    private final OwnKeys own;
    private final FederationConfig config;
    private final Clock clock;

    MembershipHandshake(FederationClient client, OwnKeys own, FederationConfig config, Clock clock) {
        this.client = client;
        this.own = own;
        this.config = config;
        this.clock = clock;
    }

    /** Asks for a place in the room ({@code make_…}) and signs a member event for it. */
    Uni<Pdu> make(ServerName through, Kind kind, UserId user, RoomId room, ObjectNode content) {
        String versions = kind == Kind.LEAVE ? "" : RoomVersions.all().stream().map(RoomVersion::id)
                .map(RemoteRequest::encode).collect(Collectors.joining("&ver=", "?ver=", ""));
        String target = V1 + "make_" + kind.word + "/" + RemoteRequest.encode(room) + "/" + RemoteRequest.encode(user) + versions;
        return client.object(RemoteRequest.get(through, target))
                .map(answer -> MembershipTemplate.read(answer, room, user, kind.membership, content))
                .map(template -> new EventBuilder(template.version(), own.name(), own.signingKey())
                        .build(template.event(user), template.position(), clock.millis()))
                .onFailure(InvalidEventException.class).transform(unlawful -> MembershipTemplate.notAskedFor());
    }

    /**
     * Hands the signed event in ({@code send_…}), in the older form to a server that knows no other: the raw answer, which can be large. In
     * the older form it is the second of a list.
     */
    Uni<EgressResponse> send(ServerName through, Kind kind, Pdu event) {
        return send(through, kind == Kind.KNOCK ? V1 : V2, kind, event)
                .chain(answer -> kind != Kind.KNOCK && RemoteFailures.isUnknownEndpoint(answer)
                        ? send(through, V1, kind, event) : Uni.createFrom().item(answer))
                .invoke(answer -> FederationClient.requireSuccess(through, answer));
    }

    private Uni<EgressResponse> send(ServerName through, String form, Kind kind, Pdu event) {
        String omit = kind == Kind.JOIN && form.equals(V2) && config.omitMembers() ? "?omit_members=true" : "";
        String target = form + "send_" + kind.word + "/" + RemoteRequest.encode(event.roomId()) + "/" + RemoteRequest.encode(event.eventId()) + omit;
        return client.exchange(RemoteRequest.put(through, target, event.canonical())
                .within(config.longRequestTimeout()).atMost(MAX_ROOM_BYTES));
    }

    /** What is asked for. */
    enum Kind {
        JOIN("join", "join"), LEAVE("leave", "leave"), KNOCK("knock", "knock");

        private final String word;
        private final String membership;

        Kind(String word, String membership) {
            this.word = word;
            this.membership = membership;
        }
    }
}
