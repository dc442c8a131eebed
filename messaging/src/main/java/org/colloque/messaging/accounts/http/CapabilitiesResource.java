package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.TreeMap;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.Grants;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.threepid.EmailPolicy;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** What people may do here. Spec: client-server-api, "Capabilities negotiation". */
@Path("/_matrix/client/v3/capabilities")
@Authenticated
public class CapabilitiesResource {

    private static final Map<String, Boolean> ENABLED = Map.of("enabled", true);
    private static final Map<String, Boolean> DISABLED = Map.of("enabled", false);

    private final ServerConfig config;
    private final AccountService accounts;
    private final EmailPolicy emails;
    private final Grants grants;
    private final CurrentRequester current;

    CapabilitiesResource(ServerConfig config, AccountService accounts, EmailPolicy emails, Grants grants, CurrentRequester current) {
        this.emails = emails;
        this.config = config;
        this.accounts = accounts;
        this.grants = grants;
        this.current = current;
    }

    @GET
    public Uni<Map<String, Object>> capabilities() {
        Requester requester = current.get();
        return grants.ofDevice(requester.user(), requester.device()).chain(grant ->
                accounts.isAdministrator(requester.user()).map(administrator -> capabilities(administrator, grant.isEmpty())));
    }

    /** What needs the password is not for sessions of OAuth 2.0. */
    private Map<String, Object> capabilities(boolean administrator, boolean byPassword) {
        Map<String, Object> capabilities = new TreeMap<>();
        capabilities.put("m.change_password", byPassword ? ENABLED : DISABLED);
        capabilities.put("m.profile_fields", ENABLED);
        capabilities.put("m.set_displayname", ENABLED);
        capabilities.put("m.set_avatar_url", ENABLED);
        capabilities.put("m.3pid_changes", byPassword && emails.isSupported() ? ENABLED : DISABLED);
        capabilities.put("m.get_login_token", byPassword ? ENABLED : DISABLED);
        capabilities.put("m.room_versions", roomVersions());
        if (administrator) {
            capabilities.put("m.account_moderation", Map.of("suspend", true, "lock", true));
        }
        return Map.of("capabilities", capabilities);
    }

    private Map<String, Object> roomVersions() {
        Map<String, String> available = new TreeMap<>();
        RoomVersions.all().stream().map(RoomVersion::id).forEach(id -> available.put(id, "stable"));
        return Map.of("default", config.rooms().defaultVersion(), "available", available);
    }
}
