package org.colloque.bridge.main;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.colloque.bridge.config.EgressConfig;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.calls.CallsConfig;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.preview.PreviewConfig;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/**
 * The settings that must be right before anything starts.
 *
 * @param dataDirectory where the embedded database goes
 * @param datasource    whether a database of the administrator's own is configured
 * @param derived       settings that follow from others, for those that are not set
 */
record StartupSettings(Path dataDirectory, boolean datasource, Map<String, String> derived) {

    static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    private static final String SERVER_NAME = "colloque.server-name";
    private static final String DATA_DIRECTORY = "colloque.data-directory";
    private static final String DEFAULT_ROOM_VERSION = "colloque.rooms.default-version";
    private static final String PUBLIC_BASE_URL = "colloque.public-base-url";
    private static final String MAX_UPLOAD_SIZE = "colloque.media.max-upload-size";
    private static final String MAX_BODY_SIZE = "quarkus.http.limits.max-body-size";
    private static final long SMALLEST_BODY_LIMIT = 16L * 1024 * 1024;
    private static final String JDBC_PREFIX = "jdbc:";

    StartupSettings {
        derived = Map.copyOf(derived);
    }

    /** @throws WrongSettingException when one is missing, wrong or unknown */
    static StartupSettings read() {
        SmallRyeConfig values = ConfigUtils.configBuilder().build();
        StartupSettings settings = check(property -> values.getOptionalValue(property, String.class));
        checkAll();
        return settings;
    }

    /** Every setting is read once before anything starts, so that a wrong one leaves nothing behind. */
    private static void checkAll() {
        try {
            ConfigUtils.configBuilder().withMapping(ServerConfig.class).withMapping(MediaConfig.class).withMapping(PreviewConfig.class)
                .withMapping(CallsConfig.class).withMapping(FederationConfig.class).withMapping(EgressConfig.class).build();
        } catch (ConfigValidationException invalid) {
            throw new WrongSettingException(String.join(System.lineSeparator(), StartupFailure.sentences(invalid)));
        }
    }

    /** The same, from any source of values. */
    static StartupSettings check(Values values) {
        checkServerName(values.get(SERVER_NAME));
        values.get(DEFAULT_ROOM_VERSION).ifPresent(StartupSettings::checkRoomVersion);
        values.get(PUBLIC_BASE_URL).ifPresent(StartupSettings::checkPublicBaseUrl);
        Map<String, String> addresses = datasource(values.get(REACTIVE_URL), values.get(JDBC_URL));
        Path directory = dataDirectory(values.get(DATA_DIRECTORY).orElse("colloque-data"));
        var derived = new LinkedHashMap<>(addresses);
        derived.put(DATA_DIRECTORY, directory.toString());
        values.get(MAX_UPLOAD_SIZE).map(StartupSettings::bodyLimit).ifPresent(limit -> derived.put(MAX_BODY_SIZE, limit));
        return new StartupSettings(directory, !addresses.isEmpty(), derived);
    }

    /** An upload is one body: the limit of bodies leaves room for the largest. */
    private static String bodyLimit(String maxUploadSize) {
        try {
            long bytes = new MemorySizeConverter().convert(maxUploadSize).asLongValue();
            return Long.toString(Math.max(bytes, SMALLEST_BODY_LIMIT));
        } catch (IllegalArgumentException invalid) {
            throw new WrongSettingException("colloque.media.max-upload-size is \"" + maxUploadSize + "\", which is no size: write for example "
                + "colloque.media.max-upload-size=100M.");
        }
    }

    private static void checkServerName(Optional<String> name) {
        if (name.isEmpty()) {
            throw new WrongSettingException("colloque.server-name is missing: set it to the name after the colon in user ids, for example "
                + "colloque.server-name=ministry.example (environment: COLLOQUE_SERVER_NAME).");
        }
        try {
            ServerName.parse(name.get());
        } catch (InvalidIdentifierException invalid) {
            throw new WrongSettingException("colloque.server-name is \"" + name.get() + "\", which is no server name: write a host name, with a "
                + "port if need be, for example colloque.server-name=ministry.example.");
        }
    }

    private static void checkRoomVersion(String version) {
        if (RoomVersions.find(version).isEmpty()) {
            throw new WrongSettingException("colloque.rooms.default-version is \"" + version + "\", which this server does not know: write one of "
                + RoomVersions.all().stream().map(RoomVersion::id).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static void checkPublicBaseUrl(String url) {
        if (!url.matches("https?://[^/?#]+(/[^?#]*)?") || !isUri(url)) {
            throw new WrongSettingException("colloque.public-base-url is \"" + url + "\", which is no web address: write for example "
                + "colloque.public-base-url=https://chat.ministry.example.");
        }
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }

    private static Path dataDirectory(String text) {
        Path directory = Path.of(text).toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw unusable(directory);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory);
        }
        return directory;
    }

    private static WrongSettingException unusable(Path directory) {
        return new WrongSettingException("colloque.data-directory is " + directory + ", which cannot be written: give the service's account the "
            + "right to write there, or set colloque.data-directory to another folder.");
    }

    /** Flyway speaks JDBC and the service the reactive protocol; whoever sets one address means both. */
    private static Map<String, String> datasource(Optional<String> reactive, Optional<String> jdbc) {
        var addresses = new LinkedHashMap<String, String>();
        reactive.ifPresent(url -> addresses.put(JDBC_URL, url.startsWith(JDBC_PREFIX) ? url : JDBC_PREFIX + withoutVertxPrefix(url)));
        jdbc.ifPresent(url -> {
            checkJdbcUrl(url);
            addresses.putIfAbsent(REACTIVE_URL, url.substring(JDBC_PREFIX.length()));
            addresses.put(JDBC_URL, url);
        });
        reactive.ifPresent(url -> addresses.put(REACTIVE_URL, url));
        return addresses;
    }

    private static void checkJdbcUrl(String url) {
        if (!url.startsWith(JDBC_PREFIX + "postgresql:")) {
            throw new WrongSettingException("quarkus.datasource.jdbc.url is \"" + url + "\", which is no PostgreSQL address: write for example "
                + "quarkus.datasource.jdbc.url=jdbc:postgresql://database.example:5432/colloque.");
        }
    }

    private static String withoutVertxPrefix(String url) {
        return url.startsWith("vertx-reactive:") ? url.substring("vertx-reactive:".length()) : url;
    }

    /** Where values come from: files, the environment, system properties; empty when not set. */
    interface Values {
        Optional<String> get(String property);
    }
}
