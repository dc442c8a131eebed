package org.colloque.messaging.threepid.http;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.colloque.messaging.mail.Mail;

/** What a client and the reader of an address do to prove it. */
final class Proofs {

    static final String PAGE = "/_matrix/colloque/email/submit_token";
    static final String REGISTER = "/_matrix/client/v3/register/email/requestToken";
    static final String PASSWORD = "/_matrix/client/v3/account/password/email/requestToken";
    static final String ADD = "/_matrix/client/v3/account/3pid/email/requestToken";
    static final String SECRET = "a.client_secret=of-1";

    private Proofs() {
    }

    static String address() {
        return "agent-" + UUID.randomUUID() + "@ministry.example";
    }

    static ValidatableResponse ask(String endpoint, String address) {
        return ask(endpoint, Map.of("client_secret", SECRET, "email", address, "send_attempt", 1));
    }

    static ValidatableResponse ask(String endpoint, Map<String, Object> body) {
        return given().contentType(ContentType.JSON).header("Accept-Language", "en").body(body).post(endpoint).then();
    }

    static boolean hasLink(Mail mail) {
        return mail.body().contains(PAGE);
    }

    /** The parameters of the link in a mail. */
    static Map<String, String> link(Mail mail) {
        URI link = URI.create(Arrays.stream(mail.body().split("\\s+")).filter(word -> word.contains(PAGE)).findFirst().orElseThrow());
        if (!link.toString().startsWith("https://chat.ministry.example" + PAGE)) {
            throw new AssertionError("the link leads elsewhere: " + link);
        }
        return Arrays.stream(link.getRawQuery().split("&")).map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** The reader opens the page of the link and presses the button. */
    static ValidatableResponse follow(Mail mail) {
        Map<String, String> link = link(mail);
        given().queryParams(link).get(PAGE).then().statusCode(200).contentType("text/html");
        return given().redirects().follow(false).contentType(ContentType.URLENC).formParams(link).post(PAGE).then();
    }

    static Map<String, Object> auth(String sid) {
        return Map.of("type", "m.login.email.identity", "threepid_creds", Map.of("sid", sid, "client_secret", SECRET));
    }
}
