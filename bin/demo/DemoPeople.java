import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The people of the demo: two agents in each ministry and an encrypted room with all four. What was made is kept in a file, so that a second run
 * makes nothing and tells the same; a run that was cut short goes on where it stopped.
 */
public final class DemoPeople {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOM_NAME = "Audition : la messagerie de l’État";
    private static final String[][] AGENTS = {
        {"camille", "Camille Durand", "assemblee.localhost"}, {"louis", "Louis Bernard", "assemblee.localhost"},
        {"nora", "Nora Benali", "numerique.localhost"}, {"hugo", "Hugo Lefèvre", "numerique.localhost"}};

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path file;
    private final String secret;
    private final String assemblee;
    private final String numerique;
    private final ObjectNode kept;

    private DemoPeople(Path file, String secret, String assemblee, String numerique) throws IOException {
        this.file = file;
        this.secret = secret;
        this.assemblee = assemblee;
        this.numerique = numerique;
        this.kept = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    public static void main(String[] arguments) throws Exception {
        try {
            new DemoPeople(Path.of(arguments[0]), arguments[1], arguments[2], arguments[3]).run();
        } catch (IOException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private void run() throws Exception {
        for (String[] agent : AGENTS) {
            if (!kept.at("/" + agent[0] + "/registered").asBoolean()) {
                register(agent);
            }
        }
        if (!kept.has("room")) {
            keep("room", JSON.getNodeFactory().textNode(makeRoom()));
        }
        tell();
    }

    /** The password is kept first: a run that is cut short after the registration still knows it, and starts that agent again. */
    private void register(String[] agent) throws Exception {
        String server = address(agent);
        String password = kept.at("/" + agent[0] + "/password").asText(password());
        keep(agent[0], JSON.createObjectNode().put("password", password));
        String nonce = call("GET", server + "/_synapse/admin/v1/register", null, null).get("nonce").asText();
        ObjectNode request = JSON.createObjectNode().put("nonce", nonce).put("username", agent[0]).put("password", password).put("admin", false)
            .put("mac", code(nonce + "\0" + agent[0] + "\0" + password + "\0notadmin"));
        if (!isTaken(agent)) {
            call("POST", server + "/_synapse/admin/v1/register", null, request);
        }
        String token = login(agent);
        call("PUT", server + "/_matrix/client/v3/profile/" + encoded(userId(agent)) + "/displayname", token,
            JSON.createObjectNode().put("displayname", agent[1]));
        call("POST", server + "/_matrix/client/v3/logout", token, JSON.createObjectNode());
        keep(agent[0], JSON.createObjectNode().put("password", password).put("registered", true));
    }

    private boolean isTaken(String[] agent) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address(agent) + "/_matrix/client/v3/register/available?username=" + agent[0])).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body().contains("M_USER_IN_USE");
    }

    private String makeRoom() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String[] agent : AGENTS) {
            tokens.add(login(agent));
        }
        ObjectNode request = JSON.createObjectNode().put("preset", "private_chat").put("name", ROOM_NAME);
        request.putArray("initial_state").addObject().put("type", "m.room.encryption").put("state_key", "")
            .putObject("content").put("algorithm", "m.megolm.v1.aes-sha2");
        for (int i = 1; i < AGENTS.length; i++) {
            request.withArray("invite").add(userId(AGENTS[i]));
        }
        String room = call("POST", assemblee + "/_matrix/client/v3/createRoom", tokens.getFirst(), request).get("room_id").asText();
        for (int i = 1; i < AGENTS.length; i++) {
            call("POST", address(AGENTS[i]) + "/_matrix/client/v3/join/" + encoded(room) + "?via=assemblee.localhost", tokens.get(i),
                JSON.createObjectNode());
        }
        for (int i = 0; i < AGENTS.length; i++) {
            call("POST", address(AGENTS[i]) + "/_matrix/client/v3/logout", tokens.get(i), JSON.createObjectNode());
        }
        return room;
    }

    private String login(String[] agent) throws Exception {
        ObjectNode request = JSON.createObjectNode().put("type", "m.login.password").put("password", kept.at("/" + agent[0] + "/password").asText());
        request.putObject("identifier").put("type", "m.id.user").put("user", agent[0]);
        return call("POST", address(agent) + "/_matrix/client/v3/login", null, request).get("access_token").asText();
    }

    private void tell() {
        System.out.println();
        for (String[] agent : AGENTS) {
            System.out.printf("  %-16s %-30s password %s%n", agent[1], userId(agent), kept.at("/" + agent[0] + "/password").asText());
        }
        System.out.printf("%n  The room of all four: %s (%s)%n", ROOM_NAME, kept.get("room").asText());
    }

    private JsonNode call(String method, String address, String token, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json")
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 429) {
            Thread.sleep(JSON.readTree(response.body()).path("retry_after_ms").asLong(1000) + 100);
            return call(method, address, token, body);
        }
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + URI.create(address).getPath() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private void keep(String name, JsonNode value) throws IOException {
        kept.set(name, value);
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "people", ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), kept);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String address(String[] agent) {
        return agent[2].startsWith("assemblee") ? assemblee : numerique;
    }

    private static String userId(String[] agent) {
        return "@" + agent[0] + ":" + agent[2];
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String password() {
        byte[] random = new byte[9];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private String code(String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
