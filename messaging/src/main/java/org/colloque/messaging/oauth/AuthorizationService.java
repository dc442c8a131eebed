package org.colloque.messaging.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Takes what clients ask for and gives what people grant. Spec: client-server-api, "Authorisation code grant". */
@ApplicationScoped
public class AuthorizationService {

    private final ClientService clients;
    private final AuthorizationCodes codes;
    private final Issuer issuer;

    AuthorizationService(ClientService clients, AuthorizationCodes codes, Issuer issuer) {
        this.clients = clients;
        this.codes = codes;
        this.issuer = issuer;
    }

    /** What came of reading a request. */
    public sealed interface Reading {
    }

    /** It can be put to the person. */
    public record Good(AuthorizationRequest request) implements Reading {
    }

    /** It is refused, and the client is told so: the person goes to this address. */
    public record Refused(String location) implements Reading {
    }

    /** It cannot be trusted to come from the client that it names: nobody is sent anywhere. Spec: RFC 6749, section 4.1.2.1. */
    public record Untrusted(String reason) implements Reading {
    }

    public Uni<Reading> read(String query) {
        Parameters given;
        try {
            given = Parameters.read(query);
        } catch (OAuthException refusal) {
            return Uni.createFrom().item(new Untrusted(refusal.getMessage()));
        }
        if (given.find("client_id").isEmpty()) {
            return Uni.createFrom().item(new Untrusted("The parameter \"client_id\" is missing."));
        }
        return clients.find(given.get("client_id")).map(client -> read(client, given));
    }

    private Reading read(Optional<OAuthClient> client, Parameters given) {
        if (client.isEmpty()) {
            return new Untrusted("This client is not registered.");
        }
        Optional<String> redirect = given.find("redirect_uri");
        if (redirect.isEmpty() || !client.get().redirectsTo(redirect.get())) {
            return new Untrusted("The client did not register this redirect_uri.");
        }
        String mode = given.find("response_mode").orElse("query");
        Callback callback = new Callback(redirect.get(), mode.equals("fragment"), given.find("state"), issuer.name());
        try {
            if (!mode.equals("fragment") && !mode.equals("query")) {
                throw OAuthException.invalidRequest("The response_mode must be query or fragment.");
            }
            return new Good(AuthorizationRequest.read(client.get(), callback, given));
        } catch (OAuthException refusal) {
            return new Refused(callback.with(refusal));
        }
    }

    /** Somebody grants what a client asks for; answers where they are sent, with a code. */
    public Uni<String> grant(UserId user, AuthorizationRequest request) {
        return codes.issue(user, request).map(request.callback()::withCode);
    }

    /** Somebody does not; answers where they are sent. */
    public String deny(AuthorizationRequest request) {
        return request.callback().with(new OAuthException("access_denied", "The person did not allow it."));
    }
}
