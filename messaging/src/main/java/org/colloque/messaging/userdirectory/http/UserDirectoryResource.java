package org.colloque.messaging.userdirectory.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.userdirectory.FoundUser;
import org.colloque.messaging.userdirectory.UserDirectory;
import org.colloque.protocol.id.UserId;

/** Finding people. Spec: client-server-api, "User Directory". */
@Path("/_matrix/client/v3/user_directory/search")
@Authenticated
public class UserDirectoryResource {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 50;

    private final UserDirectory directory;
    private final RateLimits limits;
    private final CurrentRequester current;

    UserDirectoryResource(UserDirectory directory, RateLimits limits, CurrentRequester current) {
        this.directory = directory;
        this.limits = limits;
        this.current = current;
    }

    @POST
    public Uni<Answer> search(JsonBody body) {
        UserId searcher = current.get().user();
        limits.require(Limit.SEARCH, searcher.value());
        int limit = (int) Math.clamp(body.optionalInteger("limit").orElse(DEFAULT_LIMIT), 1, MAX_LIMIT);
        return directory.search(searcher, body.text("search_term"), limit).map(Answer::of);
    }

    record Answer(List<Entry> results, boolean limited) {

        static Answer of(UserDirectory.Result result) {
            return new Answer(result.users().stream().map(Entry::of).toList(), result.limited());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(@JsonProperty("user_id") UserId user, @JsonProperty("display_name") String displayName,
            @JsonProperty("avatar_url") String avatarUrl) {

        static Entry of(FoundUser user) {
            return new Entry(user.user(), user.displayName().orElse(null), user.avatarUrl().orElse(null));
        }
    }
}
