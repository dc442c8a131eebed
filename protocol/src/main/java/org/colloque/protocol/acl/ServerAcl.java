package org.colloque.protocol.acl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import org.colloque.protocol.glob.Glob;
import org.colloque.protocol.id.ServerName;

/**
 * Which servers may take part in a room. What is malformed in the event counts as absent, entry by entry.
 * Spec: client-server-api, "m.room.server_acl".
 */
public final class ServerAcl {
    /** The list of a room without the event. */
    public static final ServerAcl EVERYONE = new ServerAcl(true, List.of(Glob.ignoringCase("*")), List.of());

    private final boolean ipLiterals;
    private final List<Glob> allow;
    private final List<Glob> deny;

    private ServerAcl(boolean ipLiterals, List<Glob> allow, List<Glob> deny) {
        this.ipLiterals = ipLiterals;
        this.allow = allow;
        this.deny = deny;
    }

    /** @param content the content of the room's {@code m.room.server_acl} event */
    public static ServerAcl parse(JsonNode content) {
        return new ServerAcl(
                !content.path("allow_ip_literals").equals(BooleanNode.FALSE),
                globs(content.path("allow")), globs(content.path("deny")));
    }

    /** Whether the server may take part. Its port does not matter. */
    public boolean allows(ServerName server) {
        if (!ipLiterals && server.isIpLiteral()) {
            return false;
        }
        int[] host = Glob.characters(server.host(), true);
        return !matches(deny, host) && matches(allow, host);
    }

    private static boolean matches(List<Glob> globs, int[] host) {
        for (Glob glob : globs) {
            if (glob.matches(host, 0, host.length)) {
                return true;
            }
        }
        return false;
    }

    private static List<Glob> globs(JsonNode patterns) {
        List<Glob> globs = new ArrayList<>();
        if (patterns.isArray()) {
            for (JsonNode pattern : patterns) {
                if (pattern.isTextual()) {
                    globs.add(Glob.ignoringCase(pattern.textValue()));
                }
            }
        }
        return List.copyOf(globs);
    }
}
