package org.colloque.messaging.oauth.pages;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/**
 * Somebody looks at a page, or sends one of its forms.
 *
 * @param secret   what the browser's cookie holds, or will
 * @param user     who is logged in
 * @param place    the path and query that was asked for
 * @param address  from where
 * @param answers  makes the answers
 */
record Visit(String secret, boolean fresh, Optional<UserId> user, Texts texts, String place, String address, PageAnswers answers) {

    /** The page of this template. {@code data} needs its {@code title}. */
    Response page(int status, String template, Map<String, Object> data) {
        return answers.page(this, status, template, data, Optional.empty());
    }

    Response page(String template, Map<String, Object> data) {
        return page(200, template, data);
    }

    /** A page whose forms may end at another site: that of a client, when it is sent there. */
    Response pageLeadingTo(String target, String template, Map<String, Object> data) {
        return answers.page(this, 200, template, data, Optional.of(target));
    }

    /** A page that says what happened. */
    Response message(int status, String title, String message) {
        return page(status, "message", Map.of("title", texts.format(title), "message", texts.format(message)));
    }

    /** The path of one of the account's pages, for a link. */
    String local(String place) {
        return answers.local(place);
    }

    /** Goes on to one of the account's pages. */
    Response goTo(String place) {
        return answers.redirect(answers.local(place));
    }

    /** Goes on with another cookie: somebody logged in or out. */
    Response goTo(String place, String newSecret) {
        NewCookie cookie = answers.cookie(newSecret);
        return Response.fromResponse(goTo(place)).cookie(cookie).build();
    }

    /** Leaves for an address of a client. */
    Response leaveFor(String location) {
        return answers.redirect(location);
    }

    /** What went wrong, for the person. */
    String told(MatrixException refusal) {
        String key = "error_" + refusal.errcode();
        return texts.all().getOrDefault(key, texts.format("error_other"));
    }
}
