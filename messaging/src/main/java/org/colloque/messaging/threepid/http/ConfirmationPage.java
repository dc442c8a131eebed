package org.colloque.messaging.threepid.http;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.colloque.messaging.mail.Language;

/** What somebody sees who follows the link in a mail. It needs no script. */
final class ConfirmationPage {

    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1rem;color:#161616;background:#fff}\
            button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.4rem;background:#1d4f91;color:#fff}\
            button:focus-visible{outline:3px solid #0a76f6;outline-offset:2px}""";
    private static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-" + digest(STYLE) + "'";
    private static final int OK = 200;

    private final Language language;

    ConfirmationPage(Language language) {
        this.language = language;
    }

    Response question(String sid, String secret, String token) {
        return answer(OK, language.of("Confirmer votre adresse", "Confirm your address"), """
                <p>%s</p>
                <form method="post" action="submit_token">
                <input type="hidden" name="sid" value="%s"><input type="hidden" name="client_secret" value="%s">\
                <input type="hidden" name="token" value="%s">
                <button>%s</button>
                </form>""".formatted(language.of("Confirmez seulement si vous l'avez demandé vous-même.", "Confirm only if you have asked for it yourself."),
                escaped(sid), escaped(secret), escaped(token), language.of("Confirmer", "Confirm")));
    }

    Response confirmed() {
        return answer(OK, language.of("Votre adresse est confirmée", "Your address is confirmed"), paragraph(language.of(
                "Vous pouvez fermer cette page et revenir à votre application.", "You may close this page and go back to your application.")));
    }

    Response expired(int status) {
        return answer(status, language.of("Ce lien n'est plus valable", "This link has expired"),
                paragraph(language.of("Demandez-en un autre dans votre application.", "Ask for another one in your application.")));
    }

    Response unknown(int status) {
        return answer(status, language.of("Ce lien n'est pas valable", "This link is not valid"), paragraph(language.of(
                "Il a peut-être déjà servi, ou il est incomplet. Demandez-en un autre dans votre application.",
                "It may have served already, or a part of it is missing. Ask for another one in your application.")));
    }

    private static String paragraph(String text) {
        return "<p>" + text + "</p>";
    }

    private Response answer(int status, String title, String content) {
        String html = """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
                <style>%s</style></head>
                <body><main><h1>%s</h1>
                %s
                </main></body></html>
                """.formatted(language.tag(), title, STYLE, title, content);
        return Response.status(status).entity(html).header("Content-Type", "text/html; charset=utf-8").header("Content-Security-Policy", POLICY)
                .header("Content-Language", language.tag()).header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff").header("X-Frame-Options", "DENY").build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
