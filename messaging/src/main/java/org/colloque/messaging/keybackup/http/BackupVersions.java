package org.colloque.messaging.keybackup.http;

import org.colloque.messaging.error.MatrixException;

/** Version numbers as clients write them. */
final class BackupVersions {

    private static final long NONE = -1;

    private BackupVersions() {
    }

    /** The number; one that no backup has for a text that is no number. */
    static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            return NONE;
        }
    }

    /** The number of a parameter that must be there. */
    static long required(String version) {
        if (version == null) {
            throw MatrixException.missingParam("The parameter \"version\" is missing.");
        }
        return number(version);
    }
}
