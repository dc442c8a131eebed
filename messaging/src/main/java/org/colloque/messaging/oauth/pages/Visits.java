package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.protocol.id.UserId;

/** Receives those who look at the account's pages or send their forms. */
@ApplicationScoped
class Visits {

    private static final int FORBIDDEN = 403;

    private final BrowserSessions sessions;
    private final PageAnswers answers;

    Visits(BrowserSessions sessions, PageAnswers answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    /** Shows a page. */
    Uni<Response> look(HttpServerRequest request, Function<Visit, Uni<Response>> page) {
        return visit(request).chain(visit -> guarded(visit, page)).map(answer -> withLanguage(request, answer));
    }

    /** Shows a page to somebody who is logged in; others log in first and come back. */
    Uni<Response> lookLoggedIn(HttpServerRequest request, Function<Visit, Uni<Response>> page) {
        return look(request, visit -> visit.user().isPresent() ? page.apply(visit)
                : Uni.createFrom().item(visit.goTo(Place.before("/account/login", visit.place()))));
    }

    /** Takes a form that one of our own pages has brought to this browser; others are refused. */
    Uni<Response> send(HttpServerRequest request, Parameters form, Function<Visit, Uni<Response>> work) {
        return visit(request).chain(visit -> isOurs(visit, request, form) ? guarded(visit, work)
                : Uni.createFrom().item(visit.message(FORBIDDEN, "formTitle", "formExpired")));
    }

    /** The same from somebody who is logged in. */
    Uni<Response> sendLoggedIn(HttpServerRequest request, Parameters form, Function<Visit, Uni<Response>> work) {
        return send(request, form, visit -> visit.user().isPresent() ? work.apply(visit)
                : Uni.createFrom().item(visit.goTo("/account/login")));
    }

    private Uni<Visit> visit(HttpServerRequest request) {
        Optional<String> held = cookie(request, answers.cookieName());
        String secret = held.orElseGet(sessions::anonymous);
        Texts texts = Texts.choose(Optional.ofNullable(request.getParam("lang")).or(() -> cookie(request, PageAnswers.LANGUAGE)).orElse(""),
                request.getHeader("Accept-Language"));
        String place = withoutLanguage(Place.ofPage(request.path() + (request.query() == null ? "" : "?" + request.query())));
        String address = request.remoteAddress().hostAddress();
        Uni<Optional<UserId>> user = held.isEmpty() ? Uni.createFrom().item(Optional.empty()) : sessions.find(secret);
        return user.map(known -> new Visit(secret, held.isEmpty(), known, texts, place, address, answers));
    }

    private static boolean isOurs(Visit visit, HttpServerRequest request, Parameters form) {
        return !visit.fresh() && !"cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && form.find(FormToken.FIELD).filter(given -> FormToken.isOf(visit.secret(), given)).isPresent();
    }

    private static Uni<Response> guarded(Visit visit, Function<Visit, Uni<Response>> work) {
        return Uni.createFrom().deferred(() -> work.apply(visit)).onFailure(MatrixException.class).recoverWithItem(failure -> {
            MatrixException refusal = (MatrixException) failure;
            return visit.page(refusal.status(), "message", Map.of("title", visit.texts().format("errorTitle"), "message", visit.told(refusal)));
        });
    }

    private Response withLanguage(HttpServerRequest request, Response answer) {
        String chosen = request.getParam("lang");
        return "fr".equals(chosen) || "en".equals(chosen)
                ? Response.fromResponse(answer).cookie(answers.languageCookie(chosen)).build() : answer;
    }

    private static String withoutLanguage(String place) {
        return place.replaceAll("([?&])lang=[a-z]*(&|$)", "$1").replaceFirst("[?&]$", "");
    }

    private static Optional<String> cookie(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }
}
