package org.colloque.bridge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How an identity server wants addresses written that it is asked about. Spec: identity-service-api, "Algorithms". */
record AddressHash(String algorithm, String pepper) {

    private static final String SHA_256 = "sha256";
    private static final String NONE = "none";

    /** By the answer to {@code hash_details}: hashed wherever the server takes that. Empty when it says nothing that is known here. */
    static Optional<AddressHash> of(JsonNode details) {
        List<String> offered = details.path("algorithms").valueStream().map(JsonNode::asText).toList();
        String pepper = details.path("lookup_pepper").asText();
        return List.of(SHA_256, NONE).stream().filter(offered::contains).findFirst().map(algorithm -> new AddressHash(algorithm, pepper));
    }

    String of(String address, String medium) {
        String plain = address + " " + medium;
        return algorithm.equals(NONE) ? plain : hashed(plain + " " + pepper);
    }

    private static String hashed(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
