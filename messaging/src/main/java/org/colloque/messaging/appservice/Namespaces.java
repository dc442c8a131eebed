package org.colloque.messaging.appservice;

import java.util.List;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The namespaces of an application service. Spec: application-service-api, "Registration". */
public record Namespaces(List<Namespace> users, List<Namespace> aliases, List<Namespace> rooms) {

    public boolean hold(UserId user) {
        return users.stream().anyMatch(space -> space.holds(user.value()));
    }

    public boolean hold(RoomAlias alias) {
        return aliases.stream().anyMatch(space -> space.holds(alias.value()));
    }

    public boolean hold(RoomId room) {
        return rooms.stream().anyMatch(space -> space.holds(room.value()));
    }

    boolean reserve(UserId user) {
        return users.stream().anyMatch(space -> space.exclusive() && space.holds(user.value()));
    }

    boolean reserve(RoomAlias alias) {
        return aliases.stream().anyMatch(space -> space.exclusive() && space.holds(alias.value()));
    }
}
