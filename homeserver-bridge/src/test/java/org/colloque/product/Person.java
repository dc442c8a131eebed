package org.colloque.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody with a session on a server. */
public record Person(Api api, String userId, String deviceId, String token) {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String CLIENT = "/_matrix/client/v3";

    /** Makes an account by the registration shared secret, and a session. */
    public static Person register(Api api, String secret, String name) {
        String nonce = api.get("/_synapse/admin/v1/register", null).orFail().get("nonce").asText();
        String code = code(secret, nonce + "\0" + name + "\0" + PASSWORD + "\0notadmin");
        JsonNode session = api.post("/_synapse/admin/v1/register", null, """
            {"nonce": "%s", "username": "%s", "password": "%s", "admin": false, "mac": "%s"}""".formatted(nonce, name, PASSWORD, code)).orFail();
        return new Person(api, session.get("user_id").asText(), session.get("device_id").asText(), session.get("access_token").asText());
    }

    public String password() {
        return PASSWORD;
    }

    /** The same person towards another address of the installation. */
    public Person at(Api other) {
        return new Person(other, userId, deviceId, token);
    }

    /** Makes a room that anybody may join. */
    public String createPublicRoom() {
        return api.post(CLIENT + "/createRoom", token, "{\"preset\": \"public_chat\"}").orFail().get("room_id").asText();
    }

    public void join(String room) {
        api.post(CLIENT + "/join/" + encoded(room), token, "{}").orFail();
    }

    /** Joins through another server. */
    public Answer join(String room, String via) {
        return api.post(CLIENT + "/join/" + encoded(room) + "?via=" + via + "&server_name=" + via, token, "{}");
    }

    /** Sends a message with this content; answers as the server does. */
    public Answer send(String room, String transaction, String content) {
        return api.put(CLIENT + "/rooms/" + encoded(room) + "/send/m.room.message/" + transaction, token, content);
    }

    public Answer sync(String query) {
        return api.get(CLIENT + "/sync" + (query.isEmpty() ? "" : "?" + query), token);
    }

    public Answer call(String method, String path, String body) {
        return api.call(method, path, token, body);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String code(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
