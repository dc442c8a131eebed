package org.colloque.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.FakePeer.Received;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;

/** The identity server that the service under test may ask. */
public final class IdentityServer implements AutoCloseable {

    static final ReservedName NAME = ReservedName.of("identity-server");
    private static final String API = "/_matrix/identity/v2/";
    private static final String PEPPER = "matrixrocks";

    private final String name;
    private final FakePeer server;
    private final Map<String, String> bindings = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile boolean keyIsValid = true;

    private IdentityServer() {
        this.name = NAME.name();
        this.server = NAME.start();
        server.on("GET " + API + "hash_details", (target, body) -> Answer.ok(JsonNodes.object().put("lookup_pepper", PEPPER)
                .set("algorithms", JsonNodes.array().add("none").add("sha256"))));
        server.on("POST " + API + "lookup", (target, body) -> Answer.ok(found(body)));
        server.on("POST " + API + "store-invite", (target, body) -> Answer.ok(kept()));
        server.on("GET " + API + "pubkey/isvalid", (target, body) -> Answer.ok(JsonNodes.object().put("valid", keyIsValid)));
    }

    public static IdentityServer start() {
        return new IdentityServer();
    }

    public String name() {
        return name;
    }

    /** Knows from now on whose the address is. */
    public void bind(String address, UserId user) {
        bindings.put(hashed(address + " email " + PEPPER), user.value());
    }

    public void revokeKey(boolean revoked) {
        keyIsValid = !revoked;
    }

    public List<Received> received(String endpoint) {
        return server.received(endpoint.replaceFirst(" ", " " + API));
    }

    /** The word of the server that the address behind the token is this user's. */
    public ObjectNode sign(UserId user, String token) {
        ObjectNode signed = JsonNodes.object().put("mxid", user.value()).put("token", token);
        JsonSignatures.sign(signed, name, server.key());
        return signed;
    }

    /** The same, with who had invited, as clients hand it in with a join. */
    public ObjectNode sign(UserId user, String token, UserId sender) {
        ObjectNode signed = JsonNodes.object().put("mxid", user.value()).put("token", token).put("sender", sender.value());
        JsonSignatures.sign(signed, name, server.key());
        return signed;
    }

    private ObjectNode found(JsonNode asked) {
        ObjectNode mappings = JsonNodes.object();
        asked.path("addresses").forEach(address -> {
            if (bindings.containsKey(address.asText())) {
                mappings.put(address.asText(), bindings.get(address.asText()));
            }
        });
        return JsonNodes.object().set("mappings", mappings);
    }

    private ObjectNode kept() {
        ObjectNode answer = JsonNodes.object().put("token", "token_" + tokens.incrementAndGet() + "_" + System.nanoTime()).put("display_name", "z...");
        answer.putArray("public_keys").addObject().put("public_key", server.key().verifyKey().toBase64())
                .put("key_validity_url", "https://" + name + API + "pubkey/isvalid");
        return answer;
    }

    private static String hashed(String text) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
