package org.colloque.messaging.accounts.interactive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/**
 * Leads a client through the stages of a challenge.
 *
 * <p>Spec: client-server-api, "User-Interactive Authentication API".
 */
@ApplicationScoped
public class InteractiveAuth {

    private final InteractiveSessions sessions;
    private final Map<String, AuthStage> stages;

    InteractiveAuth(InteractiveSessions sessions, @All List<AuthStage> stages) {
        this.sessions = sessions;
        this.stages = stages.stream().collect(Collectors.toUnmodifiableMap(AuthStage::type, Function.identity()));
    }

    /**
     * Succeeds when the request's {@code auth} completes the challenge; the session then ends. Fails with
     * {@link InteractiveAuthRequired} when more is needed, and with {@code M_FORBIDDEN} when the session is another operation's or the
     * proof another account's.
     */
    public Uni<Void> require(Challenge challenge, JsonBody request) {
        Optional<ObjectNode> given = request.optionalObject("auth");
        if (given.isEmpty()) {
            return ask(challenge, sessions.fresh(challenge.purpose()), Optional.empty());
        }
        JsonBody auth = new JsonBody(given.get());
        return session(challenge, auth).chain(session -> proceed(challenge, session, auth));
    }

    private Uni<InteractiveSession> session(Challenge challenge, JsonBody auth) {
        Optional<String> id = auth.optionalText("session");
        if (id.isEmpty()) {
            return Uni.createFrom().item(() -> sessions.fresh(challenge.purpose()));
        }
        return sessions.find(id.get(), challenge.purpose())
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found.get()) : another(challenge, id.get()));
    }

    private Uni<InteractiveSession> another(Challenge challenge, String id) {
        return sessions.isForAnother(id, challenge.purpose()).map(foreign -> {
            if (foreign) {
                throw MatrixException.forbidden("The operation changed while it was being authenticated.");
            }
            return sessions.fresh(challenge.purpose());
        });
    }

    private Uni<Void> proceed(Challenge challenge, InteractiveSession session, JsonBody auth) {
        Optional<String> type = auth.optionalText("type").filter(stage -> !session.completed().contains(stage)).map(InteractiveAuth::today)
                .or(() -> silentStage(challenge, session));
        if (type.isEmpty()) {
            return finish(challenge, session);
        }
        if (!challenge.accepts(type.get(), session.completed())) {
            return ask(challenge, session, Optional.of(MatrixException.forbidden("This stage is not the next one.")));
        }
        return Uni.createFrom().deferred(() -> stages.get(type.get()).attempt(challenge, auth))
                .onFailure(MatrixException.class)
                .recoverWithUni(refusal -> ask(challenge, session, Optional.of((MatrixException) refusal)))
                .onFailure(PasswordStage.AnotherAccountException.class)
                .transform(other -> MatrixException.forbidden("The proof is of another account."))
                .chain(() -> finish(challenge, session.with(type.get())));
    }

    private static String today(String type) {
        return type.equals(Challenge.OLDER_ACCOUNT_PAGE) ? AccountPageStage.TYPE : type;
    }

    private Optional<String> silentStage(Challenge challenge, InteractiveSession session) {
        return stages.values().stream().filter(AuthStage::isSilent).map(AuthStage::type)
                .filter(type -> challenge.accepts(type, session.completed())).findFirst();
    }

    private Uni<Void> finish(Challenge challenge, InteractiveSession session) {
        return challenge.satisfiedBy(session.completed()) ? sessions.end(session) : ask(challenge, session, Optional.empty());
    }

    private Uni<Void> ask(Challenge challenge, InteractiveSession session, Optional<MatrixException> refusal) {
        return sessions.keep(session).chain(() -> Uni.createFrom().failure(
                new InteractiveAuthRequired(challenge, session, refusal)));
    }
}
