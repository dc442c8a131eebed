package org.colloque.messaging.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.ServerName;

/** What an administrator may set about accounts and rooms. */
@ConfigMapping(prefix = "colloque")
public interface ServerConfig {

    /** The name that stands behind the colon of every user and room of this installation. It can never change. */
    ServerName serverName();

    /** The address at which clients reach this installation, for example {@code https://chat.numerique.gouv.fr}. */
    Optional<String> publicBaseUrl();

    /**
     * The folder for the embedded database, the signing key and the media. A relative path starts at the folder in which the service is started.
     */
    @WithDefault("colloque-data")
    Path dataDirectory();

    /** Who may make an account. */
    Registration registration();

    /**
     * User ids of the accounts ({@code @name:server}) that administer this server, besides those that were made as administrators: they may
     * lock and suspend others.
     */
    Optional<List<String>> administrators();

    /**
     * The registration files (YAML) of application services, such as bridges to other networks. The address in each is allowed by itself: it
     * may be private or loopback.
     */
    Optional<List<Path>> applicationServices();

    /** What checking a password costs. */
    Passwords passwords();

    /** How long access tokens live. */
    AccessTokens accessTokens();

    /** What new rooms are. */
    Rooms rooms();

    /** How much one person may ask for. */
    RateLimits rateLimits();

    /** Events that are sent later, such as the one that says that somebody has left a call. */
    DelayedEvents delayedEvents();

    /** Where people find help, for {@code /.well-known/matrix/support}. */
    Support support();

    /** Notifications to people's telephones. */
    Push push();

    /** The mail server, and what is sent through it. */
    Mail mail();

    interface Registration {

        /** {@code closed}: nobody; {@code token}: whoever has a registration token; {@code open}: everybody. */
        @WithDefault("closed")
        RegistrationMode mode();

        /** The secret with which administrators' tools make accounts at {@code /_synapse/admin/v1/register}; off when not set. */
        Optional<String> sharedSecret();

        /** The registration tokens that are given out, each good for any number of accounts. Only for {@code token}. */
        Optional<List<String>> tokens();

        /** Whether everybody who registers has to confirm an e-mail address. Needs {@code colloque.mail.host}. */
        @WithDefault("false")
        boolean emailRequired();

        /** The domains of the e-mail addresses that accounts may have ({@code interieur.example}, each exactly so); all when not set. */
        Optional<List<String>> emailDomains();
    }

    /** Who may make an account. */
    enum RegistrationMode {
        CLOSED, TOKEN, OPEN
    }

    interface Passwords {

        /** Argon2id's memory for one password, in KiB. */
        @WithDefault("19456")
        int memory();

        /** Argon2id's passes over that memory. */
        @WithDefault("2")
        int iterations();

        /** The fewest characters that a new password may have. */
        @WithDefault("6")
        int minimumLength();
    }

    interface AccessTokens {

        /** How long an access token lives when the client can refresh it; the others live until logout. */
        @WithDefault("PT1H")
        Duration lifetime();
    }

    interface Rooms {

        /** The version of new rooms when nobody asks for another. */
        @WithDefault("12")
        String defaultVersion();
    }

    interface RateLimits {

        /** Whether logins, registrations, messages and the like are limited. */
        @WithDefault("true")
        boolean enabled();
    }

    interface DelayedEvents {

        /** The longest delay. Calls need an hour at least. */
        @WithDefault("24H")
        Duration maxDelay();

        /** How many events one account may have scheduled at a time. */
        @WithDefault("100")
        int maxScheduled();
    }

    interface Support {

        /** The address of a page that helps people with this server. */
        Optional<String> page();

        /** The e-mail address of those who administer this server. */
        Optional<String> administratorEmail();

        /** The Matrix user id of those who administer this server. */
        Optional<String> administratorMatrixId();

        /** The e-mail address for what must stay confidential, such as weaknesses that were found. */
        Optional<String> securityEmail();
    }

    interface Mail {

        /** The host name of the mail server (SMTP). Without one no mail is sent, and accounts have no e-mail addresses. */
        Optional<String> host();

        /** The port of the mail server. */
        @WithDefault("587")
        int port();

        /** {@code starttls}: TLS from the greeting on; {@code tls}: from the first byte on (port 465); {@code none}: in the clear. */
        @WithDefault("starttls")
        MailEncryption encryption();

        /** The name with which the service logs in to the mail server; it does not when not set. */
        Optional<String> user();

        /** The file that holds the password of that user, and nothing else. */
        Optional<Path> passwordFile();

        /** The sender, for example {@code Colloque <ne-pas-repondre@numerique.gouv.fr>}. Needed with {@code host}. */
        Optional<String> from();

        /** A PEM file with the authorities that the mail server's certificate is checked against; the system's when not set. */
        Optional<Path> trustedCertificates();

        /** How long the link in a mail is good, and then what it has confirmed. */
        @WithDefault("1h")
        Duration linkLifetime();

        /**
         * The hosts, besides the one of {@code colloque.public-base-url}, to whose pages clients may have people led once they have followed the
         * link of a mail.
         */
        Optional<List<String>> nextLinkHosts();
    }

    /** How the connection to the mail server is protected. */
    enum MailEncryption {
        STARTTLS, TLS, NONE
    }

    interface Push {

        /**
         * The push gateways of the applications that people may use, as host names with a port if need be ({@code push.numerique.gouv.fr});
         * {@code *} admits every gateway. None by default: clients are refused when they ask to be notified through one.
         */
        Optional<List<String>> gateways();

        /** The wait after the first failure of a gateway; it doubles with each further one. */
        @WithDefault("10s")
        Duration retryMinimum();

        /** The longest wait before a failed gateway is tried again. */
        @WithDefault("1h")
        Duration retryMaximum();
    }
}
