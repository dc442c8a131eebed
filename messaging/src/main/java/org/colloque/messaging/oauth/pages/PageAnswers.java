package org.colloque.messaging.oauth.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.config.PublicAddress;
import org.colloque.messaging.config.ServerConfig;

/** Makes the answers to browsers, with the headers that keep them safe. */
@ApplicationScoped
class PageAnswers {

    private static final String POLICY = "Content-Security-Policy";
    static final String LANGUAGE = "colloque_language";

    private static final int SEE_OTHER = 303;
    private static final int A_YEAR = 365 * 24 * 3600;

    private final Templates templates;
    private final PublicAddress address;
    private final String server;

    PageAnswers(Templates templates, PublicAddress address, ServerConfig config) {
        this.templates = templates;
        this.address = address;
        this.server = config.serverName().value();
    }

    /** The cookie's name: with the prefix, browsers take it from this very host by TLS alone. */
    String cookieName() {
        return address.isSecure() ? "__Host-colloque_account" : "colloque_account";
    }

    String local(String place) {
        return address.local(place);
    }

    /** @param target the site of a client where the page's forms may end, if they may */
    Response page(Visit visit, int status, String template, Map<String, Object> data, Optional<String> target) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("t", visit.texts().all());
        all.put("language", visit.texts().language().getLanguage());
        all.put("base", address.local(""));
        all.put("server", server);
        all.put("action", address.local(visit.place()));
        all.put("otherLanguage", otherLanguage(visit));
        all.put("formToken", FormToken.of(visit.secret()));
        all.put("user", visit.user().map(Object::toString).orElse(""));
        all.putIfAbsent("error", "");
        Response.ResponseBuilder answer = protect(Response.status(status)).header("Content-Type", "text/html; charset=utf-8")
                .header(POLICY, policy(target)).header("Content-Language", visit.texts().language().getLanguage())
                .entity(templates.render(template, all));
        return (visit.fresh() ? answer.cookie(cookie(visit.secret())) : answer).build();
    }

    private String otherLanguage(Visit visit) {
        String place = address.local(visit.place());
        return place + (place.indexOf('?') < 0 ? "?" : "&") + "lang=" + (visit.texts() == Texts.FRENCH ? "en" : "fr");
    }

    Response redirect(String location) {
        return protect(Response.status(SEE_OTHER)).header("Location", location).build();
    }

    NewCookie cookie(String secret) {
        return new NewCookie.Builder(cookieName()).value(secret).path("/").httpOnly(true).secure(address.isSecure())
                .sameSite(NewCookie.SameSite.LAX).build();
    }

    NewCookie languageCookie(String language) {
        return new NewCookie.Builder(LANGUAGE).value(language).path("/").httpOnly(true).secure(address.isSecure()).maxAge(A_YEAR)
                .sameSite(NewCookie.SameSite.LAX).build();
    }

    /** Browsers hold redirections that follow a form to the policy of the form's page. */
    private static String policy(Optional<String> target) {
        return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                + target.map(PageAnswers::source).orElse("");
    }

    private static String source(String target) {
        URI uri = URI.create(target);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean named = web && uri.getHost() != null && !uri.getHost().startsWith("[");
        return " " + uri.getScheme() + ":" + (named ? "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) : "");
    }

    private Response.ResponseBuilder protect(Response.ResponseBuilder answer) {
        answer.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff").header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer").header("Cross-Origin-Resource-Policy", "same-origin")
                .header("X-Robots-Tag", "noindex");
        return address.isSecure() ? answer.header("Strict-Transport-Security", "max-age=31536000") : answer;
    }
}
