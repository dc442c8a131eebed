package org.colloque.protocol.signature;

/** What came of checking whether an entity has signed something. */
public enum SignatureVerdict {
    /** At least one signature is of a known key, and each that is of a known key is right. */
    VALID,
    /** The entity has not signed. */
    MISSING,
    /** The entity has signed, but with no key that is known. */
    UNKNOWN_KEY,
    /** A signature of a known key is wrong. */
    WRONG;

    public boolean isValid() {
        return this == VALID;
    }
}
