package org.colloque.messaging.push.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.push.PushRulesService;
import org.colloque.protocol.push.PushRule;
import org.colloque.protocol.push.PushRuleBodies;
import org.colloque.protocol.push.PushRuleKind;
import org.colloque.protocol.push.PushRuleset;

/** Spec: client-server-api, "Push Rules: API". */
@Path("/_matrix/client/v3/pushrules")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PushRulesResource {

    private final PushRulesService rules;
    private final CurrentRequester requester;

    PushRulesResource(PushRulesService rules, CurrentRequester requester) {
        this.rules = rules;
        this.requester = requester;
    }

    record Enabled(boolean enabled) {
    }

    record Actions(ArrayNode actions) {
    }

    @GET
    public Uni<ObjectNode> all() {
        return current().map(rules::content);
    }

    @GET
    @Path("global")
    public Uni<ObjectNode> global() {
        return current().map(PushRuleset::toJson);
    }

    @GET
    @Path("global/{kind}/{ruleId}")
    public Uni<ObjectNode> rule(@PathParam("kind") String kindName, @PathParam("ruleId") String ruleId) {
        PushRuleKind kind = kind(kindName);
        return rule(kind, ruleId).map(rule -> rule.toJson(kind));
    }

    @PUT
    @Path("global/{kind}/{ruleId}")
    public Uni<ObjectNode> put(@PathParam("kind") String kindName, @PathParam("ruleId") String ruleId,
            @QueryParam("before") Optional<String> before, @QueryParam("after") Optional<String> after, JsonBody body) {
        PushRuleKind kind = kind(kindName);
        return change(current -> {
            PushRule rule = PushRuleBodies.rule(kind, ruleId, body.json());
            if (before.isPresent()) {
                return current.withBefore(kind, rule, before.get()).orElseThrow(PushRulesResource::noSuchPlace);
            }
            return after.isPresent() ? current.withAfter(kind, rule, after.get()).orElseThrow(PushRulesResource::noSuchPlace)
                    : current.with(kind, rule);
        });
    }

    @DELETE
    @Path("global/{kind}/{ruleId}")
    public Uni<ObjectNode> delete(@PathParam("kind") String kindName, @PathParam("ruleId") String ruleId) {
        PushRuleKind kind = kind(kindName);
        return change(current -> current.without(kind, ruleId).orElseThrow(PushRulesResource::noSuchRule));
    }

    @GET
    @Path("global/{kind}/{ruleId}/enabled")
    public Uni<Enabled> enabled(@PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
        return rule(kind(kind), ruleId).map(rule -> new Enabled(rule.enabled()));
    }

    @PUT
    @Path("global/{kind}/{ruleId}/enabled")
    public Uni<ObjectNode> enable(@PathParam("kind") String kindName, @PathParam("ruleId") String ruleId, JsonBody body) {
        PushRuleKind kind = kind(kindName);
        if (!body.json().has("enabled")) {
            throw MatrixException.missingParam("The field \"enabled\" is missing.");
        }
        boolean enabled = body.flag("enabled", true);
        return change(current -> current.withEnabled(kind, ruleId, enabled).orElseThrow(PushRulesResource::noSuchRule));
    }

    @GET
    @Path("global/{kind}/{ruleId}/actions")
    public Uni<Actions> actions(@PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
        return rule(kind(kind), ruleId).map(rule -> new Actions(rule.actions()));
    }

    @PUT
    @Path("global/{kind}/{ruleId}/actions")
    public Uni<ObjectNode> act(@PathParam("kind") String kindName, @PathParam("ruleId") String ruleId, JsonBody body) {
        PushRuleKind kind = kind(kindName);
        if (!body.json().has("actions")) {
            throw MatrixException.missingParam("The field \"actions\" is missing.");
        }
        return change(current -> current.withActions(kind, ruleId, PushRuleBodies.actions(body.json().get("actions")))
                .orElseThrow(PushRulesResource::noSuchRule));
    }

    private Uni<PushRuleset> current() {
        return rules.rules(requester.get().user());
    }

    private Uni<PushRule> rule(PushRuleKind kind, String ruleId) {
        return current().map(current -> current.rule(kind, ruleId).orElseThrow(PushRulesResource::noSuchRule));
    }

    private Uni<ObjectNode> change(UnaryOperator<PushRuleset> change) {
        return rules.change(requester.get().user(), change).map(done -> JsonNodeFactory.instance.objectNode());
    }

    private static PushRuleKind kind(String name) {
        return PushRuleKind.find(name).orElseThrow(() -> MatrixException.invalidParam("There is no such kind of push rules."));
    }

    private static MatrixException noSuchRule() {
        return MatrixException.notFound("There is no such push rule.");
    }

    private static MatrixException noSuchPlace() {
        return new MatrixException(Errcode.M_UNKNOWN, "\"before\" and \"after\" name a rule of your own of the same kind.").withStatus(400);
    }
}
