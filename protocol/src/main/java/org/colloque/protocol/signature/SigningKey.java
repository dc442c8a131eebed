package org.colloque.protocol.signature;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;

/**
 * A private Ed25519 key with its id. Its text form, one line {@code ed25519 <version> <unpadded base64 of the seed>}, is the one that
 * Synapse keeps in its signing key file, so that a key can move. It never shows itself in {@link #toString()}.
 */
public final class SigningKey {
    private static final int VERSION_LENGTH = 6;
    private static final String VERSION_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TEXT_PARTS = 3;

    private final KeyId id;
    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    private final VerifyKey verifyKey;

    private SigningKey(KeyId id, byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new InvalidSignatureException("An Ed25519 seed has " + Ed25519.SECRET_KEY_SIZE + " bytes.");
        }
        if (!id.isEd25519()) {
            throw new InvalidSignatureException("A signing key's id starts with 'ed25519:'.");
        }
        this.id = id;
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        this.verifyKey = new VerifyKey(id, publicKey);
    }

    /** A new key whose version is {@code a_} and six random characters. */
    public static SigningKey generate(SecureRandom random) {
        StringBuilder version = new StringBuilder("a_");
        for (int i = 0; i < VERSION_LENGTH; i++) {
            version.append(VERSION_CHARACTERS.charAt(random.nextInt(VERSION_CHARACTERS.length())));
        }
        return generate(KeyId.of(KeyId.ED25519, version.toString()), random);
    }

    public static SigningKey generate(KeyId id, SecureRandom random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(random, seed);
        return new SigningKey(id, seed);
    }

    /** @throws InvalidSignatureException if the seed is not base64 of 32 bytes, or the key id is not of Ed25519 */
    public static SigningKey ofSeed(KeyId id, String base64Seed) {
        try {
            return new SigningKey(id, UnpaddedBase64.decode(base64Seed));
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("The seed of the signing key is not base64.");
        }
    }

    /** Reads the text form. @throws InvalidSignatureException if it is not that */
    public static SigningKey parse(String line) {
        String[] parts = line.strip().split("\\s+");
        if (parts.length != TEXT_PARTS || !parts[0].equals(KeyId.ED25519)) {
            throw new InvalidSignatureException("A signing key is written 'ed25519 <version> <base64 seed>'.");
        }
        try {
            return ofSeed(KeyId.of(parts[0], parts[1]), parts[2]);
        } catch (InvalidIdentifierException e) {
            throw new InvalidSignatureException(e.getMessage());
        }
    }

    /** The text form: a secret. */
    public String toText() {
        return KeyId.ED25519 + " " + id.version() + " " + toSeed();
    }

    /** The seed in unpadded base64: a secret. */
    public String toSeed() {
        return UnpaddedBase64.encode(seed);
    }

    public KeyId id() {
        return id;
    }

    public VerifyKey verifyKey() {
        return verifyKey;
    }

    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
