package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.room.Network;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** What application services know of the networks that they speak for. Spec: application-service-api, "Third-party networks". */
@ApplicationScoped
public class ThirdPartyService {

    private static final Logger LOG = Logger.getLogger(ThirdPartyService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> OF_PROTOCOLS = List.of("user_fields", "location_fields", "icon", "field_types", "instances");

    /** What is looked for: rooms of the network or its people. */
    public enum Kind {
        LOCATION("location", "alias"), USER("user", "userid");

        private final String path;
        private final String name;

        Kind(String path, String name) {
            this.path = path;
            this.name = name;
        }
    }

    private final ApplicationServices services;
    private final ServiceClient client;

    ThirdPartyService(ApplicationServices services, ServiceClient client) {
        this.services = services;
        this.client = client;
    }

    /** All networks by name, with the instances that all application services have of each. */
    public Uni<ObjectNode> protocols() {
        ObjectNode found = JsonNodes.object();
        List<String> names = services.all().stream().flatMap(service -> service.wishes().protocols().stream()).distinct().toList();
        return InTurn.each(names, name -> find(name).invoke(protocol -> protocol.ifPresent(known -> found.set(name, known))).replaceWithVoid())
                .replaceWith(found);
    }

    /** One network. Fails with {@code M_NOT_FOUND}. */
    public Uni<ObjectNode> protocol(String name) {
        return find(name).map(found -> found.orElseThrow(() -> MatrixException.notFound("No application service knows this network.")));
    }

    /** What a network knows by these fields. Fails with {@code M_NOT_FOUND}. */
    public Uni<ArrayNode> search(Kind kind, String protocol, Map<String, String> fields) {
        String query = fields.isEmpty() ? "" : fields.entrySet().stream()
                .map(field -> HttpRemoteApplicationServices.encoded(field.getKey()) + "=" + HttpRemoteApplicationServices.encoded(field.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        return gather(kind, of(protocol).toList(), kind.path + "/" + HttpRemoteApplicationServices.encoded(protocol) + query);
    }

    /** What all networks know of an alias or a user. Fails with {@code M_NOT_FOUND}. */
    public Uni<ArrayNode> reverse(Kind kind, String name) {
        return gather(kind, services.all(), kind.path + "?" + kind.name + "=" + HttpRemoteApplicationServices.encoded(name));
    }

    private Stream<ApplicationService> of(String protocol) {
        return services.all().stream().filter(service -> service.wishes().protocols().contains(protocol));
    }

    private Uni<Optional<ObjectNode>> find(String name) {
        ObjectNode merged = JsonNodes.object();
        return InTurn.each(of(name).toList(), service -> ask(service, "protocol/" + HttpRemoteApplicationServices.encoded(name))
                .invoke(answer -> answer.filter(JsonNode::isObject).ifPresent(protocol -> merge(service, (ObjectNode) protocol, merged)))
                .replaceWithVoid()).map(done -> merged.isEmpty() ? Optional.empty() : Optional.of(merged));
    }

    private static void merge(ApplicationService service, ObjectNode protocol, ObjectNode merged) {
        if (!OF_PROTOCOLS.stream().allMatch(protocol::has) || !protocol.path("instances").isArray()) {
            LOG.warnf("The %s told of a network without %s", service, OF_PROTOCOLS);
            return;
        }
        protocol.path("instances").forEach(instance -> {
            if (instance instanceof ObjectNode own && own.path("network_id").isTextual()) {
                own.put("instance_id", new Network.Instance(service.id(), own.path("network_id").textValue()).id());
            }
        });
        if (merged.isEmpty()) {
            merged.setAll(protocol);
        } else {
            merged.withArrayProperty("instances").addAll((ArrayNode) protocol.path("instances"));
        }
    }

    private Uni<ArrayNode> gather(Kind kind, List<ApplicationService> asked, String path) {
        ArrayNode found = JsonNodes.array();
        return InTurn.each(asked, service -> ask(service, path).invoke(answer -> answer.ifPresent(list -> list.forEach(entry -> {
            if (entry.path(kind.name).isTextual() && entry.path("protocol").isTextual() && entry.path("fields").isObject()) {
                found.add(entry);
            }
        }))).replaceWithVoid()).map(done -> {
            if (found.isEmpty()) {
                throw MatrixException.notFound("No application service knows anything of that.");
            }
            return found;
        });
    }

    /** What one application service answers; empty when it knows nothing or cannot be reached. */
    private Uni<Optional<JsonNode>> ask(ApplicationService service, String path) {
        if (service.url().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return client.getEither(service, "/thirdparty/" + path, "/_matrix/app/unstable/thirdparty/" + path, PATIENCE)
                .map(answer -> ServiceClient.isSuccess(answer) ? json(answer) : Optional.<JsonNode>empty())
                .onFailure().recoverWithItem(failure -> {
                    LOG.infof("The %s could not be asked: %s", service, failure.getMessage());
                    return Optional.empty();
                });
    }

    /** A list is no document of its own for the strict reader: it is read inside of an object. */
    private static Optional<JsonNode> json(EgressResponse answer) {
        String text = "{\"it\":" + new String(answer.body(), StandardCharsets.UTF_8) + "}";
        try {
            return Optional.of(MatrixJson.parseObject(text.getBytes(StandardCharsets.UTF_8)).path("it"));
        } catch (InvalidJsonException invalid) {
            return Optional.empty();
        }
    }
}
