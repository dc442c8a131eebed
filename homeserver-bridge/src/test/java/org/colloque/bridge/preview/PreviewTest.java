package org.colloque.bridge.preview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Previews of pages that a real web server gives out. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class PreviewTest {

    private static final String PREVIEW = "/_matrix/client/v1/media/preview_url";

    private PageServer server;
    private Agent alice;
    private String path;

    @BeforeEach
    void start() {
        server = new PageServer();
        alice = Agents.register("alice");
        path = "/" + UUID.randomUUID();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pageIsToldOnWithItsPictureTakenOver() throws IOException {
        byte[] picture = picture();
        html("<meta property='og:title' content='Avis'><meta property='og:image' content='" + path + "/picture'>");
        server.page(path + "/picture", "image/png", picture);
        String image = preview(server.url(path)).statusCode(200).body("'og:title'", equalTo("Avis")).body("'og:image:width'", equalTo(40))
                .body("'og:image:height'", equalTo(30)).body("'og:image:type'", equalTo("image/png"))
                .body("'matrix:image:size'", equalTo(picture.length)).extract().path("'og:image'");
        assertTrue(image.startsWith("mxc://ministry.example/"), image);
        byte[] taken = alice.asking().get("/_matrix/client/v1/media/download/" + image.substring("mxc://".length())).then().statusCode(200)
                .extract().asByteArray();
        assertEquals(picture.length, taken.length);
    }

    @Test
    void pageIsFetchedOnceForAllWhoAsk() {
        html("<title>Avis</title>");
        preview(server.url(path)).statusCode(200).body("'og:title'", equalTo("Avis"));
        preview(server.url(path) + "#part").statusCode(200).body("'og:title'", equalTo("Avis"));
        alice.asking().queryParam("url", server.url(path)).get("/_matrix/media/v3/preview_url").then().statusCode(200)
                .body("'og:title'", equalTo("Avis"));
        assertEquals(1, server.asked(path));
    }

    @Test
    @Tag("CVE-2023-32683")
    void redirectsAreHeldToTheSettingsAtEachStep() {
        html("<title>Avis</title>");
        server.redirect(path + "/near", path);
        server.redirect(path + "/elsewhere", server.url(path).replace("127.0.0.1", "localhost"));
        server.redirect(path + "/private", "http://10.1.2.3/");
        server.redirect(path + "/file", "file:///etc/passwd");
        server.redirect(path + "/round", path + "/round");
        preview(server.url(path + "/near")).statusCode(200).body("'og:title'", equalTo("Avis"));
        for (String step : new String[] {"/elsewhere", "/private", "/file", "/round"}) {
            preview(server.url(path + step)).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        }
    }

    @Test
    @Tag("CVE-2023-32683")
    void pictureFromElsewhereIsLeftOut() {
        html("<title>Avis</title><meta property='og:image' content='http://elsewhere.example/x.png'>");
        preview(server.url(path)).statusCode(200).body("'og:title'", equalTo("Avis")).body("$", not(hasKey("og:image")));
    }

    @Test
    void whatIsNoPageHasAnEmptyPreview() {
        server.page(path, "application/pdf", "<title>no</title>".getBytes(StandardCharsets.UTF_8));
        preview(server.url(path)).statusCode(200).body("$", anEmptyMap());
        preview(server.url("/nothing-there")).statusCode(200).body("$", anEmptyMap());
    }

    @Test
    void placesWhereTheServerDoesNotGoAreRefused() {
        preview("https://elsewhere.example/").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        preview("http://10.1.2.3/").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        for (String none : new String[] {"ftp://127.0.0.1/", "http://a@127.0.0.1/", "/path", "not an address", "http://"}) {
            preview(none).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
        alice.asking().get(PREVIEW).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().queryParam("url", server.url(path)).get(PREVIEW).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void pageThatIsTooLargeOrCannotBeReachedIsAnError() {
        server.page(path, "text/html", new byte[6 * 1024 * 1024]);
        preview(server.url(path)).statusCode(502).body("errcode", equalTo("M_TOO_LARGE"));
        server.close();
        preview(server.url(path + "/gone")).statusCode(502).body("errcode", equalTo("M_CONNECTION_FAILED"));
    }

    private void html(String head) {
        server.page(path, "text/html; charset=utf-8", head.getBytes(StandardCharsets.UTF_8));
    }

    private ValidatableResponse preview(String url) {
        return alice.asking().queryParam("url", url).get(PREVIEW).then();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
