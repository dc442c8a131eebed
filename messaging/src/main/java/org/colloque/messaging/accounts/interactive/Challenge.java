package org.colloque.messaging.accounts.interactive;

import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/**
 * What somebody has to prove before an operation goes on.
 *
 * @param purpose the operation with its object; a session for one purpose serves no other
 * @param flows   the ways to prove it, each the types of its stages in order
 * @param user    whose password proves it; empty when there is no account yet
 */
public record Challenge(String purpose, List<List<String>> flows, Optional<UserId> user) {

    /** The owner of the account gives the password. */
    public static Challenge password(UserId user, String purpose) {
        return new Challenge(purpose + " " + user, List.of(List.of(PasswordStage.TYPE)), Optional.of(user));
    }

    /** One stage, for somebody who has no account yet. */
    public static Challenge stage(String type, String purpose) {
        return new Challenge(purpose, List.of(List.of(type)), Optional.empty());
    }

    boolean satisfiedBy(List<String> completed) {
        return flows.stream().anyMatch(completed::containsAll);
    }

    /** Whether the stage is one that comes next in some flow. */
    boolean accepts(String type, List<String> completed) {
        return flows.stream().anyMatch(flow -> flow.stream().filter(stage -> !completed.contains(stage))
                .findFirst().filter(type::equals).isPresent());
    }
}
