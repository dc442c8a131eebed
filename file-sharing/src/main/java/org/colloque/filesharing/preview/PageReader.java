package org.colloque.filesharing.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.colloque.filesharing.preview.Redirects.Arrived;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads what an HTML page says of itself: OpenGraph, or else its title and description. Pure. */
final class PageReader {

    private static final int LONGEST = 500;
    private static final int MOST_FIELDS = 30;
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("og:[a-z0-9_:]{1,60}");
    /** Clients must not load from elsewhere what the preview shows. */
    private static final Pattern LOADED = Pattern.compile("og:(image|video|audio).*");

    private final Document page;

    private PageReader(Document page) {
        this.page = page;
    }

    static PageReader of(Arrived arrived) {
        String charset = arrived.fetched().contentType().flatMap(PageReader::charset).orElse(null);
        try {
            return new PageReader(Jsoup.parse(new ByteArrayInputStream(arrived.fetched().body()), charset, arrived.url().toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The charset that the answer's header names, if it is one; the page itself is asked otherwise. */
    private static Optional<String> charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() && Charset.isSupported(matcher.group(1)) ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IllegalArgumentException illegalName) {
            return Optional.empty();
        }
    }

    /** The fields but for pictures, films and sounds. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        page.select("meta[property^=og:]").stream().filter(meta -> NAME.matcher(meta.attr("property")).matches())
                .filter(meta -> !LOADED.matcher(meta.attr("property")).matches()).limit(MOST_FIELDS)
                .forEach(meta -> text(meta.attr("content")).ifPresent(text -> fields.putIfAbsent(meta.attr("property"), text)));
        put(fields, "og:title", Stream.of(meta("twitter:title"), text(page.title()), heading()));
        put(fields, "og:description", Stream.of(meta("twitter:description"), meta("description"), paragraph()));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, Stream<Optional<String>> choices) {
        if (!fields.containsKey(name)) {
            choices.flatMap(Optional::stream).findFirst().ifPresent(text -> fields.put(name, text));
        }
    }

    /** Where the picture lies that stands for the page. */
    Optional<URI> image() {
        return Stream.of("meta[property=og:image]", "meta[property=og:image:secure_url]", "meta[property=og:image:url]", "meta[name=twitter:image]",
                        "meta[property=twitter:image]")
                .map(page::selectFirst).filter(meta -> meta != null && !meta.attr("content").isBlank()).findFirst()
                .flatMap(meta -> address(meta.absUrl("content")));
    }

    private static Optional<URI> address(String url) {
        try {
            return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<String> meta(String name) {
        Element meta = page.selectFirst("meta[name=" + name + "], meta[property=" + name + "]");
        return meta == null ? Optional.empty() : text(meta.attr("content"));
    }

    private Optional<String> heading() {
        Element heading = page.selectFirst("h1, h2, h3");
        return heading == null ? Optional.empty() : text(heading.text());
    }

    private Optional<String> paragraph() {
        return page.select("main p, article p, p").stream().map(element -> text(element.text())).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> text(String raw) {
        String text = raw.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int most = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        return Optional.of(most == text.length() ? text : text.substring(0, most) + "…");
    }
}
