package org.colloque.filesharing.media;

import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;

/** The address of a file: {@code mxc://origin/mediaId}. Spec: client-server-api, "Matrix Content (mxc://) URIs". */
public record MediaUri(ServerName origin, String mediaId) {

    private static final int LONGEST = 255;

    public MediaUri {
        if (mediaId.isEmpty() || mediaId.length() > LONGEST || !mediaId.chars().allMatch(MediaUri::allowed)) {
            throw MatrixException.invalidParam("This is not the address of a file.");
        }
    }

    /** Checks both parts. Fails with {@code M_INVALID_PARAM}. */
    public static MediaUri of(String origin, String mediaId) {
        return new MediaUri(ServerName.parse(origin), mediaId);
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return "mxc://" + origin + "/" + mediaId;
    }
}
