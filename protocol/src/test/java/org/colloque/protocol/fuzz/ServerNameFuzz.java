package org.colloque.protocol.fuzz;

import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;

/** Names of servers: refused in one way, or a host and perhaps a port that make up the whole. */
public final class ServerNameFuzz {

    private ServerNameFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        ServerName name;
        try {
            name = ServerName.parse(FuzzTarget.text(data));
        } catch (InvalidIdentifierException refused) {
            return;
        }
        FuzzTarget.expect(name.value().startsWith(name.host()), "a host that is not in the name");
        String rest = name.value().substring(name.host().length());
        FuzzTarget.expect(name.port().isPresent() ? rest.startsWith(":") && Integer.parseInt(rest.substring(1)) == name.port().getAsInt()
                : rest.isEmpty(), "a port that is not in the name");
        FuzzTarget.expect(name.port().orElse(1) >= 0 && name.port().orElse(1) <= 65_535, "a port beyond the ports");
        FuzzTarget.expect(name.value().chars().allMatch(c -> c > 32 && c < 127), "a name that would have to be escaped");
        name.isIpLiteral();
    }
}
