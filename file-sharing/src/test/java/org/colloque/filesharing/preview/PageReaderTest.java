package org.colloque.filesharing.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.colloque.filesharing.preview.Redirects.Arrived;
import org.colloque.messaging.error.MatrixException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PageReaderTest {

    @Test
    void openGraphComesFirstAndNothingThatIsLoadedFromElsewhereIsToldOn() {
        PageReader page = page("""
                <title>the window's title</title><meta name="description" content="plain">
                <meta property="og:title" content="Décret &amp; arrêté"><meta property="og:title" content="second">
                <meta property="og:site_name" content="Légifrance"><meta property="og:image" content="../logo.png">
                <meta property="og:image:width" content="7"><meta property="og:video:url" content="https://elsewhere.example/film">
                <meta property="og:x\\" content="odd">""");
        assertEquals(Map.of("og:title", "Décret & arrêté", "og:site_name", "Légifrance", "og:description", "plain"), page.fields());
        assertEquals(Optional.of(URI.create("https://pages.example/logo.png")), page.image());
    }

    @Test
    void titleAndFirstParagraphStandInForWhatThePageDoesNotSay() {
        assertEquals(Map.of("og:title", "Avis", "og:description", "Le texte."), page("<title> Avis </title><p></p><p>Le <b>texte</b>.</p>").fields());
        assertEquals(Map.of("og:title", "Grand titre"), page("<h1>Grand titre</h1>").fields());
        assertEquals(Map.of(), page("").fields());
    }

    @Test
    void charsetOfTheHeaderOfThePageOrOfNeitherIsRead() {
        assertEquals("été", read("<title>été</title>", StandardCharsets.ISO_8859_1, "text/html; charset=ISO-8859-1"));
        assertEquals("été", read("<meta charset=windows-1252><title>été</title>", Charset.forName("windows-1252"), "text/html"));
        assertEquals("été", read("<title>été</title>", StandardCharsets.UTF_8, "text/html; charset=no-such-thing"));
    }

    @Test
    @Tag("CVE-2022-31052")
    void pageOfElementsWithinElementsIsReadToItsEnd() {
        String deep = "<title>Avis</title>" + "<div><span>".repeat(20_000) + "<p>au fond</p>";
        assertEquals("Avis", page(deep).fields().get("og:title"));
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        String title = page("<title>" + "😀".repeat(2_000) + "</title>").fields().get("og:title");
        assertEquals(501, title.codePointCount(0, title.length()));
        assertTrue(title.endsWith("😀…"));
    }

    @Test
    void hostsAreThoseThatAreNamed() {
        PreviewHosts hosts = new PreviewHosts(TestPreviews.of("www.example.fr", "*.gouv.fr"));
        assertTrue(permitted(hosts, "https://WWW.example.fr/x"));
        assertTrue(permitted(hosts, "http://a.b.gouv.fr"));
        for (String other : new String[] {"https://gouv.fr", "https://example.fr", "https://evilgouv.fr", "https://www.example.fr.evil.example"}) {
            assertFalse(permitted(hosts, other), other);
        }
        assertFalse(permitted(new PreviewHosts(TestPreviews.of()), "https://www.example.fr"));
        assertEquals("https://www.example.fr/a?b", hosts.parse("https://www.example.fr/a?b#c").toString());
    }

    private static boolean permitted(PreviewHosts hosts, String url) {
        try {
            hosts.requirePermitted(hosts.parse(url));
            return true;
        } catch (MatrixException refused) {
            return false;
        }
    }

    private static String read(String html, Charset charset, String type) {
        return page(html.getBytes(charset), type).fields().get("og:title");
    }

    private static PageReader page(String html) {
        return page(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
    }

    private static PageReader page(byte[] bytes, String type) {
        return PageReader.of(new Arrived(URI.create("https://pages.example/news/today"),
                new WebPages.Fetched(200, Optional.of(type), Optional.empty(), bytes)));
    }
}
