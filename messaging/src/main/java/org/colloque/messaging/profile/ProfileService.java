package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.accounts.AccountFarewell;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.room.MemberProfiles;
import org.colloque.protocol.id.UserId;

/** Profiles. Spec: client-server-api, "Profiles". */
@ApplicationScoped
public class ProfileService implements MemberProfiles, AccountFarewell {

    /** The fields that stand in member events too. */
    static final Set<String> MEMBER_FIELDS = Set.of("displayname", "avatar_url");

    private static final int MAX_BYTES = 64 * 1024 - 1;

    private final ProfileStore profiles;
    private final AccountService accounts;
    private final RemoteProfiles remote;
    private final ProfilePropagation propagation;

    ProfileService(ProfileStore profiles, AccountService accounts, RemoteProfiles remote, ProfilePropagation propagation) {
        this.profiles = profiles;
        this.accounts = accounts;
        this.remote = remote;
        this.propagation = propagation;
    }

    /** The whole profile, also of users of other servers. Fails with {@code M_NOT_FOUND}. */
    public Uni<ObjectNode> get(UserId user) {
        return accounts.isLocal(user) ? local(user) : remote.query(user, Optional.empty());
    }

    /** One field in an object. Fails with {@code M_NOT_FOUND} when the user or the field is not there. */
    public Uni<ObjectNode> get(UserId user, String field) {
        Uni<ObjectNode> found = accounts.isLocal(user) ? local(user) : remote.query(user, Optional.of(field));
        return found.map(profile -> {
            if (!profile.has(field)) {
                throw MatrixException.notFound("This profile has no such field.");
            }
            return JsonNodeFactory.instance.objectNode().set(field, profile.get(field));
        });
    }

    /** The profile of a local user; what other servers are told, too. Fails with {@code M_NOT_FOUND}. */
    public Uni<ObjectNode> local(UserId user) {
        return profiles.find(user)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : accounts.await(user).chain(() -> profiles.find(user)))
                .map(found -> found.orElseThrow(() -> MatrixException.notFound("There is no such user.")));
    }

    /** Sets a field of a local user's profile; the rooms follow in the background. Fails with {@code M_PROFILE_TOO_LARGE}. */
    public Uni<Void> put(UserId user, ProfileField field, JsonNode value) {
        return profiles.put(user, field.name(), field.checked(value), MAX_BYTES)
                .invoke(fits -> {
                    if (!fits) {
                        throw new MatrixException(Errcode.M_PROFILE_TOO_LARGE, "The profile would be larger than 64 KiB.");
                    }
                    propagate(user, field.name());
                }).replaceWithVoid();
    }

    /** Removes a field; nothing happens when it is not there. */
    public Uni<Void> remove(UserId user, ProfileField field) {
        return profiles.remove(user, field.name()).invoke(() -> propagate(user, field.name()));
    }

    @Override
    public Uni<ObjectNode> memberContent(UserId user) {
        return profiles.find(user).map(found -> memberFields(found.orElseGet(JsonNodeFactory.instance::objectNode)));
    }

    /** Nobody finds the profile of a closed account; the rooms are left in the background. */
    @Override
    public Uni<Void> left(UserId user, boolean erase) {
        return profiles.clear(user).invoke(() -> propagation.leaveAll(user));
    }

    private void propagate(UserId user, String field) {
        if (MEMBER_FIELDS.contains(field)) {
            propagation.profileChanged(user, memberContent(user));
        }
    }

    private static ObjectNode memberFields(ObjectNode profile) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        MEMBER_FIELDS.stream().filter(profile::hasNonNull).sorted().forEach(field -> fields.set(field, profile.get(field)));
        return fields;
    }
}
