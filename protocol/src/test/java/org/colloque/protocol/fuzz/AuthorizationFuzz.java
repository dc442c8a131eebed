package org.colloque.protocol.fuzz;

import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.XMatrixAuthorization;

/** The header by which a server says who it is: refused in one way, or the same when it is written and read again. */
public final class AuthorizationFuzz {

    private AuthorizationFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        XMatrixAuthorization read;
        try {
            read = XMatrixAuthorization.parse(XMatrixAuthorization.SCHEME + " " + FuzzTarget.text(data));
        } catch (InvalidSignatureException refused) {
            return;
        }
        if (isPlain(read.signature()) && isPlain(read.key().toString())) {
            FuzzTarget.expect(XMatrixAuthorization.parse(read.toHeader()).equals(read), "a header changed when it was read again");
        }
    }

    /** What honest servers write there. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "+/-_=:".indexOf(c) >= 0));
    }
}
