package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.protocol.id.ServerName;

/** The registration files that the settings name, read once and held against each other. */
final class Registrations {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Registrations() {
    }

    /** Fails with a {@link WrongSettingException} that says which file is wrong and what to do. */
    static List<ApplicationService> read(List<Path> files, ServerName server) {
        List<ApplicationService> services = new ArrayList<>();
        Map<String, Path> taken = new HashMap<>();
        for (Path file : files) {
            RegistrationFile registration = new RegistrationFile(file.toString(), tree(file));
            ApplicationService service = registration.read(server);
            requireUnique(registration, "the \"id\" " + service.id(), taken, file);
            requireUnique(registration, "the \"as_token\"", service.tokens().ofService(), taken, file);
            requireUnique(registration, "the \"sender_localpart\" " + service.sender().localpart(), taken, file);
            services.add(service);
        }
        return List.copyOf(services);
    }

    private static void requireUnique(RegistrationFile registration, String what, Map<String, Path> taken, Path file) {
        requireUnique(registration, what, "", taken, file);
    }

    private static void requireUnique(RegistrationFile registration, String what, String secret, Map<String, Path> taken, Path file) {
        Path other = taken.putIfAbsent(what + "\0" + secret, file);
        if (other != null) {
            throw registration.wrong("has " + what + " of " + other + ": each application service needs its own");
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JacksonException invalid) {
            throw new WrongSettingException("colloque.application-services: the registration file " + file + " is no YAML: "
                    + invalid.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new WrongSettingException("colloque.application-services: the registration file " + file
                    + " cannot be read: check that it is there and may be read by the service. " + unreadable.getMessage());
        }
    }
}
