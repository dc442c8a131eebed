package org.colloque.messaging.oauth.pages;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTML of the pages. Whatever is put into a template is escaped. */
@ApplicationScoped
class Templates {

    private static final String HTML = "text/html";

    private final Engine engine = Engine.builder().addDefaults().addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(Templates::locate).build();

    String render(String name, Map<String, Object> data) {
        return engine.getTemplate(name).data(data).render();
    }

    private static Optional<TemplateLocation> locate(String name) {
        InputStream file = Templates.class.getResourceAsStream("/account-pages/" + name + ".html");
        return Optional.ofNullable(file).map(Location::new);
    }

    private record Location(InputStream file) implements TemplateLocation {

        @Override
        public Reader read() {
            return new InputStreamReader(file, StandardCharsets.UTF_8);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }
}
