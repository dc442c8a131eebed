package org.colloque.messaging.accounts.interactive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/**
 * What somebody has to prove before an operation goes on.
 *
 * @param purpose the operation with its object; a session for one purpose serves no other
 * @param flows   the ways to prove it, each the types of its stages in order
 * @param user    whose password proves it; empty when there is no account yet
 * @param params  what the client is told about stages, by their types
 */
public record Challenge(String purpose, List<List<String>> flows, Optional<UserId> user, Map<String, Map<String, String>> params) {

    /** The name of {@link AccountPageStage} before it had one in the specification, which clients in use still know alone. */
    static final String OLDER_ACCOUNT_PAGE = "org.matrix.cross_signing_reset";

    /** The owner of the account gives the password. */
    public static Challenge password(UserId user, String purpose) {
        return new Challenge(purpose + " " + user, List.of(List.of(PasswordStage.TYPE)), Optional.of(user), Map.of());
    }

    /** One stage, for somebody who has no account yet. */
    public static Challenge stage(String type, String purpose) {
        return new Challenge(purpose, List.of(List.of(type)), Optional.empty(), Map.of());
    }

    /** The owner of the account allows it on the page at this address. */
    public static Challenge accountPage(UserId user, String purpose, String url) {
        Map<String, String> page = Map.of("url", url);
        return new Challenge(purpose + " " + user, List.of(List.of(AccountPageStage.TYPE), List.of(OLDER_ACCOUNT_PAGE)), Optional.of(user),
                Map.of(AccountPageStage.TYPE, page, OLDER_ACCOUNT_PAGE, page));
    }

    /** The same challenge with other ways to prove it. */
    public Challenge withFlows(List<List<String>> others) {
        return new Challenge(purpose, others, user, params);
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
