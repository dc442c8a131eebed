package org.colloque.filesharing.media.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MediaResourcesTest {

    private static final String UPLOAD = "/_matrix/media/v3/upload";
    private static final String MEDIA = "/_matrix/client/v1/media";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void bytesComeBackAsTheyWere() {
        byte[] bytes = new byte[90_000];
        new Random(1).nextBytes(bytes);
        String uri = upload(bytes, "application/octet-stream", "note.bin").statusCode(200)
                .body("content_uri", startsWith("mxc://ministry.example/")).extract().path("content_uri");
        byte[] back = bob.asking().get(MEDIA + "/download/" + path(uri)).then().statusCode(200).extract().asByteArray();
        assertArrayEquals(bytes, back);
    }

    @Test
    void withoutATokenFilesAreFrozen() {
        String uri = upload(new byte[] {1}, "image/png", "a.png").statusCode(200).extract().path("content_uri");
        for (String path : List.of("download/" + path(uri), "download/" + path(uri) + "/a.png", "thumbnail/" + path(uri) + "?width=1&height=1")) {
            given().get("/_matrix/media/v3/" + path).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        }
    }

    @Test
    void emptyFileIsAFile() {
        String uri = upload(new byte[0], "text/plain", "empty.txt").statusCode(200).extract().path("content_uri");
        assertEquals(0, bob.asking().get(MEDIA + "/download/" + path(uri)).then().statusCode(200).extract().asByteArray().length);
    }

    @Test
    void harmlessTypesAreInlineAndOthersAttached() {
        String text = upload("bonjour".getBytes(StandardCharsets.UTF_8), "text/plain", "été.txt").extract().path("content_uri");
        bob.asking().get(MEDIA + "/download/" + path(text)).then()
                .header("Content-Disposition", equalTo("inline; filename*=utf-8''%C3%A9t%C3%A9.txt"))
                .header("Content-Type", startsWith("text/plain"))
                .header("Content-Security-Policy", containsString("sandbox; default-src 'none'"))
                .header("Cross-Origin-Resource-Policy", equalTo("cross-origin"));
        String page = upload("<script>".getBytes(StandardCharsets.UTF_8), "text/html", "a \"b\".html").extract().path("content_uri");
        bob.asking().get(MEDIA + "/download/" + path(page)).then().header("Content-Disposition", startsWith("attachment"));
    }

    @Test
    void nameInTheAddressWins() {
        String uri = upload(new byte[] {1}, "image/png", "a.png").extract().path("content_uri");
        bob.asking().get(MEDIA + "/download/" + path(uri) + "/other.png").then().statusCode(200)
                .header("Content-Disposition", equalTo("inline; filename=other.png"));
    }

    @Test
    void tooLargeFilesAreRefused() {
        upload(new byte[100_001], "text/plain", "large").statusCode(413).body("errcode", equalTo("M_TOO_LARGE"));
        upload(new byte[100_000], "text/plain", "just fits").statusCode(200);
        alice.asking().get(MEDIA + "/config").then().statusCode(200).body("'m.upload.size'", equalTo(100_000));
    }

    @Test
    void reservedAddressTakesItsFileOnce() {
        String uri = alice.asking().post("/_matrix/media/v1/create").then().statusCode(200).extract().path("content_uri");
        bob.asking().get(MEDIA + "/download/" + path(uri) + "?timeout_ms=0").then()
                .statusCode(504).body("errcode", equalTo("M_NOT_YET_UPLOADED"));
        complete(bob, uri).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        complete(alice, uri).statusCode(200);
        complete(alice, uri).statusCode(409).body("errcode", equalTo("M_CANNOT_OVERWRITE_MEDIA"));
        bob.asking().get(MEDIA + "/download/" + path(uri)).then().statusCode(200).body(equalTo("late"));
        complete(alice, "mxc://ministry.example/never").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({"crop,32,32,32,32", "crop,90,50,96,96", "scale,300,200,320,240", "scale,200,200,320,240", "scale,600,450,640,480"})
    void thumbnailsAreAtLeastAsLargeAsAsked(String method, int width, int height, int wide, int high) throws IOException {
        String uri = upload(picture(1200, 900), "image/png", "photo.png").statusCode(200).extract().path("content_uri");
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(bob.asking()
                .get(MEDIA + "/thumbnail/" + path(uri) + "?width=" + width + "&height=" + height + "&method=" + method)
                .then().statusCode(200).extract().asByteArray()));
        assertEquals(wide, small.getWidth());
        assertEquals(high, small.getHeight());
    }

    @Test
    void smallPicturesAreServedAsTheyAre() throws IOException {
        byte[] picture = picture(20, 10);
        String uri = upload(picture, "image/png", "dot.png").extract().path("content_uri");
        assertArrayEquals(picture, bob.asking().get(MEDIA + "/thumbnail/" + path(uri) + "?width=64&height=64")
                .then().statusCode(200).extract().asByteArray());
    }

    @Test
    void brokenPicturesHaveNoThumbnail() {
        String uri = upload(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, "image/png", "broken.png")
                .extract().path("content_uri");
        bob.asking().get(MEDIA + "/thumbnail/" + path(uri) + "?width=64&height=64").then().statusCode(400);
    }

    /** Who uploads a file says of what type it is, and no other decoder than that type's ever reads it. */
    @ParameterizedTest
    @CsvSource({"tiff, image/png", "tiff, image/tiff", "wbmp, image/png", "bmp, image/png", "png, image/jpeg", "png, image/webp", "png, text/html"})
    @Tag("CVE-2024-53863")
    void pictureOfAnotherTypeThanItSaysIsNotDecoded(String format, String type) throws IOException {
        BufferedImage picture = new BufferedImage(1200, 900, format.equals("wbmp") ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(picture, format, bytes));
        String uri = upload(bytes.size() > 100_000 ? Arrays.copyOf(bytes.toByteArray(), 100_000) : bytes.toByteArray(), type, "picture").statusCode(200)
                .extract().path("content_uri");
        var answer = bob.asking().get(MEDIA + "/thumbnail/" + path(uri) + "?width=64&height=64").then().extract();
        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 200 && answer.contentType().startsWith(type), answer.statusLine());
    }

    @Test
    void hugePictureCostsNoMoreMemoryThanItsThumbnail() throws IOException {
        BufferedImage huge = new BufferedImage(6_000, 6_000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(huge, "png", bytes);
        String uri = upload(bytes.toByteArray(), "image/png", "huge.png").statusCode(200).extract().path("content_uri");
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(bob.asking().get(MEDIA + "/thumbnail/" + path(uri) + "?width=300&height=200&method=crop")
                .then().statusCode(200).extract().asByteArray()));
        assertEquals(320, small.getWidth());
        assertEquals(240, small.getHeight());
    }

    @ParameterizedTest
    @CsvSource({"ministry.example/nothing,404", "ministry.example/..%2f..%2fetc,400", "elsewhere.example/abc,404"})
    @Tag("CVE-2021-41281")
    void unknownFilesAreNotFound(String path, int status) {
        bob.asking().urlEncodingEnabled(false).get(MEDIA + "/download/" + path).then().statusCode(status);
    }

    @Test
    void strangersGetNothing() {
        given().get(MEDIA + "/download/ministry.example/abc").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        given().body("x").post(UPLOAD).then().statusCode(401);
        given().get("/_matrix/media/v3/download/ministry.example/abc").then().statusCode(404);
    }

    private ValidatableResponse upload(byte[] bytes, String type, String name) {
        return given().header("Authorization", "Bearer " + alice.token()).contentType(type).queryParam("filename", name)
                .body(bytes).post(UPLOAD).then();
    }

    private static ValidatableResponse complete(Agent agent, String uri) {
        return given().header("Authorization", "Bearer " + agent.token()).contentType("text/plain").body("late")
                .put(UPLOAD + "/" + path(uri)).then();
    }

    private static String path(String uri) {
        return uri.substring("mxc://".length());
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
