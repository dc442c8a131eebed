package org.colloque.interop;

import java.util.Set;
import org.colloque.product.Api;
import org.colloque.product.Person;

/** A homeserver of either make, which others reach through a link that can be cut. */
interface Homeserver extends AutoCloseable {

    /** What it is, in a word. */
    String make();

    /** What stands behind the colon of its users. */
    String serverName();

    Api api();

    /** The way that other servers take to it. */
    Link link();

    Person register(String name);

    void start();

    /** Ends it in good order; its data stay. */
    void stop();

    @Override
    void close();

    /** The stable room versions that it can make. */
    default Set<Integer> roomVersions(Person someone) {
        var versions = new java.util.TreeSet<Integer>();
        someone.call("GET", "/_matrix/client/v3/capabilities", null).orFail().at("/capabilities/m.room_versions/available").fieldNames()
            .forEachRemaining(version -> {
                if (version.matches("\\d+")) {
                    versions.add(Integer.valueOf(version));
                }
            });
        return versions;
    }
}
