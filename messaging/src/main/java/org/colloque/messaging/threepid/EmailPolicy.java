package org.colloque.messaging.threepid;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.mail.MailRelay;

/** What the settings say of e-mail addresses: whether there are any, of which domains, and where links may lead to afterwards. */
@Startup
@ApplicationScoped
public class EmailPolicy {

    private final boolean supported;
    private final boolean required;
    private final Set<String> domains;
    private final Set<String> nextHosts;

    EmailPolicy(MailRelay relay, ServerConfig config) {
        this.supported = relay.isThere();
        this.required = config.registration().emailRequired();
        this.domains = lowerCase(config.registration().emailDomains().orElse(List.of()).stream());
        Stream<String> own = config.publicBaseUrl().map(url -> URI.create(url).getHost()).stream();
        this.nextHosts = lowerCase(Stream.concat(own, config.mail().nextLinkHosts().orElse(List.of()).stream()));
        if (required && !supported) {
            throw new WrongSettingException("colloque.registration.email-required needs a mail server: set colloque.mail.host.");
        }
        if (supported && config.publicBaseUrl().isEmpty()) {
            throw new WrongSettingException("colloque.mail.host needs colloque.public-base-url: links in mails lead there.");
        }
    }

    private static Set<String> lowerCase(Stream<String> names) {
        return names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether addresses can be proven here. */
    public boolean isSupported() {
        return supported;
    }

    /** Whether nobody registers without an address. */
    public boolean isRequired() {
        return required;
    }

    /** Fails with {@code M_THREEPID_MEDIUM_NOT_SUPPORTED} when addresses are being added, else with {@code M_THREEPID_DENIED}. */
    public void requireSupported(Purpose purpose) {
        if (!supported) {
            throw unsupported(purpose, "This server sends no e-mail.");
        }
    }

    /** The refusal of a whole kind of addresses. */
    public static MatrixException unsupported(Purpose purpose, String sentence) {
        return new MatrixException(purpose == Purpose.ADD ? Errcode.M_THREEPID_MEDIUM_NOT_SUPPORTED : Errcode.M_THREEPID_DENIED, sentence);
    }

    /** Whether accounts may have this address. */
    boolean permits(EmailAddress address) {
        return domains.isEmpty() || domains.contains(address.domain());
    }

    /** Fails with {@code M_THREEPID_DENIED} for an address of another domain than those that the settings name. */
    void requirePermitted(EmailAddress address) {
        if (!permits(address)) {
            throw new MatrixException(Errcode.M_THREEPID_DENIED, "Accounts of this server have addresses of other domains than " + address.domain() + ".");
        }
    }

    /** Fails with {@code M_INVALID_PARAM} unless the link leads to this installation or to a host that the settings name. */
    void requireKnown(Optional<String> nextLink) {
        if (nextLink.isPresent() && !isKnown(nextLink.get())) {
            throw MatrixException.invalidParam("The field \"next_link\" leads to no page that is used here.");
        }
    }

    private boolean isKnown(String link) {
        try {
            URI uri = URI.create(link);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && nextHosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
