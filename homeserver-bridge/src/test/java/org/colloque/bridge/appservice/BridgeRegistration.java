package org.colloque.bridge.appservice;

/** The registration file of the bridge that tests play. */
public final class BridgeRegistration {

    public static final String AS_TOKEN = "as-token-of-the-irc-bridge";
    static final String HS_TOKEN = "hs-token-of-the-irc-bridge";

    private BridgeRegistration() {
    }

    /** A registration of a bridge that listens on a port. */
    public static String irc(int port) {
        return """
                id: "IRC Bridge"
                url: "http://127.0.0.1:%d"
                as_token: %s
                hs_token: %s
                sender_localpart: "_irc_bot"
                rate_limited: false
                protocols: [irc]
                receive_ephemeral: true
                org.matrix.msc3202: true
                io.element.msc4190: true
                namespaces:
                  users:
                    - exclusive: true
                      regex: "@_irc_.*"
                  aliases:
                    - exclusive: true
                      regex: "#_irc_.*"
                  rooms: []
                """.formatted(port, AS_TOKEN, HS_TOKEN);
    }
}
