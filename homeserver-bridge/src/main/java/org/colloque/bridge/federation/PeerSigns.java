package org.colloque.bridge.federation;

import org.colloque.protocol.id.ServerName;

/** Told whenever another server shows that it is there. */
public interface PeerSigns {

    /** The server has made an authenticated request. Must not block and not fail. */
    void spoke(ServerName server);
}
