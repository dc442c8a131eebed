package org.colloque.protocol.signature;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.colloque.protocol.id.KeyId;

/** A public Ed25519 key. Immutable, and cheap to keep: it holds what verification would otherwise compute each time. */
public final class VerifyKey {
    private final KeyId id;
    private final byte[] bytes;
    private final Ed25519PublicKeyParameters key;

    /** @throws InvalidSignatureException if the bytes are no Ed25519 public key */
    public VerifyKey(KeyId id, byte[] bytes) {
        if (bytes.length != Ed25519.PUBLIC_KEY_SIZE) {
            throw new InvalidSignatureException("An Ed25519 public key has " + Ed25519.PUBLIC_KEY_SIZE + " bytes.");
        }
        this.id = id;
        this.bytes = bytes.clone();
        try {
            this.key = new Ed25519PublicKeyParameters(this.bytes, 0);
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("These bytes are no Ed25519 public key.");
        }
    }

    /** @throws InvalidSignatureException if the text is not base64 of an Ed25519 public key */
    public static VerifyKey parse(KeyId id, String base64) {
        try {
            return new VerifyKey(id, UnpaddedBase64.decode(base64));
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("The public key is not base64.");
        }
    }

    public KeyId id() {
        return id;
    }

    public String toBase64() {
        return UnpaddedBase64.encode(bytes);
    }

    public boolean verify(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    /** Whether this text is base64 of this key's signature of the message. */
    public boolean verify(byte[] message, String base64Signature) {
        try {
            return verify(message, UnpaddedBase64.decode(base64Signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyKey that && id.equals(that.id) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return id + " " + toBase64();
    }
}
