package org.colloque.messaging.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/** Finds the account that somebody names when logging in or proving who they are. Spec: client-server-api, "Identifier types". */
@ApplicationScoped
public class NamedAccounts {

    private static final String THIRD_PARTY = "m.id.thirdparty";

    private final AccountAddresses addresses;
    private final AccountService accounts;

    NamedAccounts(AccountAddresses addresses, AccountService accounts) {
        this.addresses = addresses;
        this.accounts = accounts;
    }

    /**
     * The user that the identifier names, whether there is such an account or not; for an address that no account has, {@link Named#user} is empty.
     * Empty when there is no identifier. Fails as {@link LoginIdentifier#read} does.
     */
    public Uni<Optional<Named>> find(JsonBody body) {
        Optional<JsonBody> address = address(body);
        if (address.isEmpty()) {
            return Uni.createFrom().item(() -> LoginIdentifier.read(body, accounts.server()).map(user -> new Named(user.value(), Optional.of(user))));
        }
        String written = address.get().text("address");
        return addresses.owner(address.get().text("medium"), written).map(owner -> Optional.of(new Named(written, owner)));
    }

    private static Optional<JsonBody> address(JsonBody body) {
        Optional<ObjectNode> identifier = body.optionalObject("identifier");
        if (identifier.isEmpty()) {
            return Optional.of(body).filter(older -> older.optionalText("medium").isPresent() && older.optionalText("address").isPresent());
        }
        JsonBody fields = new JsonBody(identifier.get());
        boolean untyped = fields.optionalText("type").isEmpty() && fields.optionalText("medium").isPresent();
        return untyped || fields.optionalText("type").filter(THIRD_PARTY::equals).isPresent() ? Optional.of(fields) : Optional.empty();
    }

    /**
     * Who was named.
     *
     * @param written as the person wrote it
     * @param user    empty when no account has the address
     */
    public record Named(String written, Optional<UserId> user) {
    }
}
