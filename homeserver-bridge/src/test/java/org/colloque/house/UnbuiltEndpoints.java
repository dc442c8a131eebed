package org.colloque.house;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Endpoints of the client-server API that answer {@code M_UNRECOGNIZED} for now, by the reason. A line goes when its endpoint is built. */
final class UnbuiltEndpoints {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final String CLIENT_1 = "/_matrix/client/v1";

    private static final Map<String, List<String>> BY_REASON = Map.of(
            "no addresses or telephone numbers are kept", List.of(
                    "POST " + CLIENT + "/account/3pid", "POST " + CLIENT + "/account/3pid/add", "POST " + CLIENT + "/account/3pid/bind",
                    "POST " + CLIENT + "/account/3pid/delete", "POST " + CLIENT + "/account/3pid/unbind",
                    "POST " + CLIENT + "/account/3pid/email/requestToken", "POST " + CLIENT + "/account/3pid/msisdn/requestToken",
                    "POST " + CLIENT + "/account/password/email/requestToken", "POST " + CLIENT + "/account/password/msisdn/requestToken",
                    "POST " + CLIENT + "/register/email/requestToken", "POST " + CLIENT + "/register/msisdn/requestToken"),
            "application services come as a whole", List.of(
                    "POST " + CLIENT_1 + "/appservice/{}/ping", "PUT " + CLIENT + "/directory/list/appservice/{}/{}",
                    "GET " + CLIENT + "/thirdparty/protocols", "GET " + CLIENT + "/thirdparty/protocol/{}",
                    "GET " + CLIENT + "/thirdparty/location", "GET " + CLIENT + "/thirdparty/location/{}",
                    "GET " + CLIENT + "/thirdparty/user", "GET " + CLIENT + "/thirdparty/user/{}"),
            "the other ways to log in come with OAuth 2.0", List.of(
                    "GET " + CLIENT_1 + "/auth_metadata",
                    "GET " + CLIENT + "/login/sso/redirect", "GET " + CLIENT + "/login/sso/redirect/{}"),
            "previews of addresses need pages to be fetched from outside", List.of(
                    "GET " + CLIENT_1 + "/media/preview_url", "GET /_matrix/media/v3/preview_url"),
            "the specification discourages them: media without a token, and syncs of before /sync", List.of(
                    "GET /_matrix/media/v3/download/{}/{}", "GET /_matrix/media/v3/download/{}/{}/{}", "GET /_matrix/media/v3/thumbnail/{}/{}",
                    "GET " + CLIENT + "/events", "GET " + CLIENT + "/events/{}", "GET " + CLIENT + "/initialSync",
                    "GET " + CLIENT + "/rooms/{}/initialSync"));

    private UnbuiltEndpoints() {
    }

    static Set<String> all() {
        return BY_REASON.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
