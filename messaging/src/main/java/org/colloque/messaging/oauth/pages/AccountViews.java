package org.colloque.messaging.oauth.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.Device;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.profile.ProfileService;

/** What the account's pages show. */
@ApplicationScoped
class AccountViews {

    private static final int NOT_FOUND = 404;

    private final DeviceService devices;
    private final ProfileService profiles;

    AccountViews(DeviceService devices, ProfileService profiles) {
        this.devices = devices;
        this.profiles = profiles;
    }

    /** The page of an action, by its name in the specification or an older one. Spec: MSC4191, "Unstable prefixes". */
    Uni<Response> of(Visit visit, String action, Optional<String> device) {
        return switch (action.replaceFirst("^org\\.matrix\\.", "")) {
            case "devices_list", "sessions_list" -> devices(visit);
            case "device_view", "session_view" -> device.isPresent() ? device(visit, 200, device.get(), "") : devices(visit);
            case "device_delete", "session_end" -> device.isPresent() ? device(visit, 200, device.get(), "") : devices(visit);
            case "account_deactivate" -> form(visit, 200, "deactivate", "");
            case "cross_signing_reset" -> form(visit, 200, "reset", "");
            case "password" -> form(visit, 200, "password", "");
            default -> profile(visit, "");
        };
    }

    Uni<Response> profile(Visit visit, String done) {
        return profiles.local(visit.user().orElseThrow()).map(profile -> {
            String name = Optional.ofNullable(profile.get("displayname")).map(JsonNode::asText).orElse("");
            return visit.page("profile", Map.of("title", visit.texts().format("profileTitle"), "name", name, "done", done));
        });
    }

    /** A page that is a form alone. */
    Uni<Response> form(Visit visit, int status, String template, String error) {
        return Uni.createFrom().item(() -> visit.page(status, template, Map.of("title", visit.texts().format(template + "Title"), "error", error)));
    }

    Uni<Response> devices(Visit visit) {
        return devices.list(visit.user().orElseThrow()).map(all -> {
            List<Map<String, Object>> rows = all.stream()
                    .sorted((one, other) -> Long.compare(other.lastSeen().orElse(0), one.lastSeen().orElse(0)))
                    .map(device -> row(visit, device)).toList();
            return visit.page("devices", Map.of("title", visit.texts().format("devicesTitle"), "devices", rows));
        });
    }

    Uni<Response> device(Visit visit, int status, String id, String error) {
        return devices.list(visit.user().orElseThrow()).map(all -> all.stream().filter(device -> device.id().value().equals(id)).findFirst()
                .map(device -> {
                    Map<String, Object> data = new HashMap<>(row(visit, device));
                    data.put("title", data.get("name"));
                    data.put("error", error);
                    return visit.page(status, "device", data);
                }).orElseGet(() -> visit.message(NOT_FOUND, "devicesTitle", "deviceUnknown")));
    }

    private static Map<String, Object> row(Visit visit, Device device) {
        String seen = device.lastSeen().isEmpty() ? visit.texts().format("never") : DateTimeFormatter
                .ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(visit.texts().language()).withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(device.lastSeen().getAsLong())) + " UTC";
        return Map.of("id", device.id().value(), "name", device.displayName().filter(name -> !name.isBlank()).orElse(device.id().value()),
                "seen", seen, "address", device.lastSeenAddress().orElse(""));
    }
}
