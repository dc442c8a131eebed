package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.bridge.keys.RemoteKeys;
import org.colloque.messaging.event.ValidKey;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.policy.PolicyServer;

/** Checks events that do not go through the pipeline, as those of rooms that we are not in. */
@ApplicationScoped
class EventChecks {

    private final RemoteKeys keys;

    EventChecks(RemoteKeys keys) {
        this.keys = keys;
    }

    /** Fails with {@code M_INVALID_PARAM} unless every server that must have signed the event has rightly done so. */
    Uni<Void> requireSigned(Pdu event) {
        Set<ServerName> signers = EventSignatures.required(event);
        long time = event.roomVersion().enforceKeyValidity() ? event.originServerTs() : 0;
        Map<ServerName, Map<KeyId, Long>> wanted = signers.stream().collect(Collectors.toMap(Function.identity(), server ->
                EventSignatures.keyIds(event, server).stream().filter(key -> !key.equals(PolicyServer.KEY_ID)).collect(Collectors.toMap(Function.identity(), key -> time))));
        return keys.known(wanted)
                .invoke(known -> signers.forEach(server -> MemberEvents.require(
                        EventSignatures.verify(event, server, id -> Optional.ofNullable(known.getOrDefault(server, Map.of()).get(id))
                                .filter(key -> key.isValidAt(time)).map(ValidKey::key)).isValid(),
                        "The event is not rightly signed by " + server + ".")))
                .replaceWithVoid();
    }
}
