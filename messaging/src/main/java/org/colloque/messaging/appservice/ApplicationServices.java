package org.colloque.messaging.appservice;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;

/** Which application service a token or a name belongs to. Asks nothing of anybody when none is registered. */
@Singleton
public class ApplicationServices {

    private final RemoteApplicationServices remote;
    private final List<ApplicationService> registered;

    public ApplicationServices(RemoteApplicationServices remote) {
        this.remote = remote;
        this.registered = List.copyOf(remote.registered());
    }

    public List<ApplicationService> all() {
        return registered;
    }

    /** The application service that has this token; how long the answer takes does not tell how much of it was right. */
    public Optional<ApplicationService> withToken(String token) {
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        Optional<ApplicationService> found = Optional.empty();
        for (ApplicationService service : registered) {
            if (MessageDigest.isEqual(service.tokens().ofService().getBytes(StandardCharsets.UTF_8), given)) {
                found = Optional.of(service);
            }
        }
        return found;
    }

    /** Fails with {@code M_EXCLUSIVE} when the name is reserved for an application service that does not ask itself. */
    public void requireFree(UserId user, Optional<ApplicationService> asking) {
        requireOwn(registered.stream().filter(service -> service.reserves(user)).toList(), asking, user.value());
    }

    /** Fails with {@code M_EXCLUSIVE} when the user is not the application service's, or is another's alone. */
    public void requireOwn(UserId user, ApplicationService service) {
        if (!service.owns(user)) {
            throw exclusive(user + " is not in the namespaces of this application service.");
        }
        requireFree(user, Optional.of(service));
    }

    /** The application service that proves itself with its token. Fails with {@code M_MISSING_TOKEN} or {@code M_UNKNOWN_TOKEN}. */
    public ApplicationService require(Optional<String> token) {
        String given = token.orElseThrow(() -> new MatrixException(Errcode.M_MISSING_TOKEN, "This needs the token of an application service."));
        return withToken(given).orElseThrow(() ->
                new MatrixException(Errcode.M_UNKNOWN_TOKEN, "This is not the token of an application service.").with("soft_logout", false));
    }

    /**
     * Fails with {@code M_EXCLUSIVE} when the alias is reserved for an application service that neither asks itself nor has the user for
     * its own, and when the one that asks has not reserved it.
     */
    public void requireMayName(RoomAlias alias, UserId user, Optional<ApplicationService> asking) {
        if (asking.isPresent() && !asking.get().namespaces().hold(alias)) {
            throw exclusive(alias + " is not in the namespaces of this application service.");
        }
        requireOwn(registered.stream().filter(service -> service.reserves(alias) && !service.owns(user)).toList(), asking, alias.value());
    }

    /** The application services whose own the user is. */
    public List<ApplicationService> owners(UserId user) {
        return registered.isEmpty() ? List.of() : registered.stream().filter(service -> service.owns(user)).toList();
    }

    /** Whether there is such a user now that the application services whose namespaces hold the name were asked. */
    public Uni<Boolean> make(UserId user) {
        return ask(owners(user), 0,
                service -> remote.makes(service, user));
    }

    /** Whether there is such an alias now that the application services whose namespaces hold the name were asked. */
    public Uni<Boolean> make(RoomAlias alias) {
        return ask(registered.stream().filter(service -> service.namespaces().hold(alias)).toList(), 0,
                service -> remote.makes(service, alias));
    }

    private static Uni<Boolean> ask(List<ApplicationService> services, int next, Function<ApplicationService, Uni<Boolean>> question) {
        return next == services.size() ? Uni.createFrom().item(false)
                : question.apply(services.get(next)).chain(made -> made ? Uni.createFrom().item(true) : ask(services, next + 1, question));
    }

    private static void requireOwn(List<ApplicationService> owners, Optional<ApplicationService> asking, String name) {
        if (owners.stream().anyMatch(owner -> asking.filter(owner::equals).isEmpty())) {
            throw exclusive(name + " is reserved for an application service.");
        }
    }

    private static MatrixException exclusive(String message) {
        return new MatrixException(Errcode.M_EXCLUSIVE, message);
    }
}
