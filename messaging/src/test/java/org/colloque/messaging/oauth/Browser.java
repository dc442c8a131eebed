package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.testing.Agent;

/** A browser without scripts, that somebody uses to look at the account's pages. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    /** By TLS, as far as the service knows: the cookies are marked so, and go with every request all the same. */
    private final Map<String, String> cookies = new HashMap<>();

    public Response get(String place) {
        return kept(request().get(URI.create(place)));
    }

    /** What a cookie of the pages holds. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** Sends the form of a page, to where it leads, with the token that stands in it. */
    public Response send(Response page, String place, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        Matcher token = TOKEN.matcher(page.asString());
        if (!token.find()) {
            throw new AssertionError("no form here: " + page.asString());
        }
        all.put("form_token", token.group(1));
        return post(place, all);
    }

    public Response post(String place, Map<String, String> fields) {
        return kept(request().contentType(ContentType.URLENC.withCharset("UTF-8")).formParams(fields).post(URI.create(place)));
    }

    /** Logs in on the way to a place; answers where that leads. */
    public String logIn(Agent agent, String place) {
        Response page = get(place).then().statusCode(303).extract().response();
        String login = page.header("Location");
        return send(get(login), login, Map.of("name", agent.userId().value(), "password", agent.password())).then().statusCode(303)
                .extract().header("Location");
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).urlEncodingEnabled(false).cookies(cookies);
    }

    private Response kept(Response answer) {
        cookies.putAll(answer.cookies());
        return answer;
    }
}
